package dev.reelcast.model;

/** How soon a job runs among the jobs of the same user. */
public enum Priority {
    LOW,
    NORMAL,
    HIGH,
    URGENT;

    /** The number that stands in the table: 0 for low to 3 for urgent. */
    public int rank() {
        return ordinal();
    }

    /** The priority behind a rank of 0 to 3. */
    public static Priority ofRank(int rank) {
        return values()[rank];
    }
}
