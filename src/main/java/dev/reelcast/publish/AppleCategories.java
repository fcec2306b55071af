package dev.reelcast.publish;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Apple's categories of podcasts (podcasters.apple.com, "Apple Podcasts categories"); other directories take the same. */
final class AppleCategories {

    private static final Map<String, Set<String>> ALL = Map.ofEntries(
            entry("Arts", Set.of("Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts")),
            entry(
                    "Business",
                    Set.of("Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit")),
            entry("Comedy", Set.of("Comedy Interviews", "Improv", "Stand-Up")),
            entry("Education", Set.of("Courses", "How To", "Language Learning", "Self-Improvement")),
            entry("Fiction", Set.of("Comedy Fiction", "Drama", "Science Fiction")),
            entry("Government", Set.of()),
            entry("History", Set.of()),
            entry(
                    "Health & Fitness",
                    Set.of("Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality")),
            entry("Kids & Family", Set.of("Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids")),
            entry(
                    "Leisure",
                    Set.of(
                            "Animation & Manga",
                            "Automotive",
                            "Aviation",
                            "Crafts",
                            "Games",
                            "Hobbies",
                            "Home & Garden",
                            "Video Games")),
            entry("Music", Set.of("Music Commentary", "Music History", "Music Interviews")),
            entry(
                    "News",
                    Set.of(
                            "Business News",
                            "Daily News",
                            "Entertainment News",
                            "News Commentary",
                            "Politics",
                            "Sports News",
                            "Tech News")),
            entry(
                    "Religion & Spirituality",
                    Set.of("Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality")),
            entry(
                    "Science",
                    Set.of(
                            "Astronomy",
                            "Chemistry",
                            "Earth Sciences",
                            "Life Sciences",
                            "Mathematics",
                            "Natural Sciences",
                            "Nature",
                            "Physics",
                            "Social Sciences")),
            entry(
                    "Society & Culture",
                    Set.of("Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships")),
            entry(
                    "Sports",
                    Set.of(
                            "Baseball",
                            "Basketball",
                            "Cricket",
                            "Fantasy Sports",
                            "Football",
                            "Golf",
                            "Hockey",
                            "Rugby",
                            "Running",
                            "Soccer",
                            "Swimming",
                            "Tennis",
                            "Volleyball",
                            "Wilderness",
                            "Wrestling")),
            entry("Technology", Set.of()),
            entry("True Crime", Set.of()),
            entry("TV & Film", Set.of("After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews")));

    private AppleCategories() {}

    /** Whether there is a category of that name, or after {@code >} a sub-category within it; case counts, as for Apple. */
    static boolean has(String category) {
        List<String> levels = List.of(category.split("\\s*>\\s*", 2));
        Set<String> within = ALL.get(levels.get(0).strip());
        return within != null
                && (levels.size() == 1 || within.contains(levels.get(1).strip()));
    }
}
