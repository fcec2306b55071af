package dev.reelcast;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.eventbus.EventBus;
import java.util.stream.Stream;

/** The map of the packages in the README, held. */
@AnalyzeClasses(packages = "dev.reelcast", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule modelUsesNothing = only("model");

    @ArchTest
    static final ArchRule configUsesTheModel = only("config", "model");

    @ArchTest
    static final ArchRule busUsesTheModel = only("bus", "model");

    @ArchTest
    static final ArchRule netIsTheWayOut = only("net", "model", "config");

    @ArchTest
    static final ArchRule storageStandsAlone = only("storage", "model", "config");

    @ArchTest
    static final ArchRule mediaKnowsNoBus = only("media", "model", "net", "config");

    @ArchTest
    static final ArchRule storeTalksOnlyOnTheBus = only("store", "bus", "model", "config");

    @ArchTest
    static final ArchRule queueTalksOnlyOnTheBus = only("queue", "bus", "model", "config");

    @ArchTest
    static final ArchRule progressTalksOnlyOnTheBus = only("progress", "bus", "model", "config");

    @ArchTest
    static final ArchRule stagesUseMediaAndStorage = only("stage", "bus", "model", "media", "storage", "net", "config");

    @ArchTest
    static final ArchRule ingestTalksOnlyOnTheBus = only("ingest", "bus", "model", "media", "net", "storage", "config");

    @ArchTest
    static final ArchRule bulkTalksOnlyOnTheBus = only("bulk", "bus", "model", "net", "storage", "config");

    @ArchTest
    static final ArchRule publishTalksOnlyOnTheBus = only("publish", "bus", "model", "net", "storage", "config");

    @ArchTest
    static final ArchRule notifyTalksOnlyOnTheBus = only("notify", "bus", "model", "net", "config");

    @ArchTest
    static final ArchRule retentionTalksOnlyOnTheBus = only("retention", "bus", "model", "storage", "config");

    @ArchTest
    static final ArchRule httpTalksOnlyOnTheBus = only("http", "bus", "model", "net", "storage", "config");

    @ArchTest
    static final ArchRule sqlStaysInTheStore = noClasses()
            .that()
            .resideOutsideOfPackage("dev.reelcast.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..", "java.sql..", "org.flywaydb..");

    @ArchTest
    static final ArchRule oneClassTouchesTheEventBus = noClasses()
            .that()
            .resideOutsideOfPackages("dev.reelcast.bus..", "dev.reelcast.http..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(EventBus.class);

    @ArchTest
    static final ArchRule oneClassNeedsHazelcast = noClasses()
            .that()
            .haveNameNotMatching("dev\\.reelcast\\.Cluster(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.hazelcast..", "io.vertx.spi.cluster.hazelcast..");

    private static ArchRule only(String name, String... others) {
        String[] allowed = Stream.concat(Stream.of(name), Stream.of(others))
                .map(each -> "dev.reelcast." + each + "..")
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage("dev.reelcast." + name + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(not(resideInAPackage("dev.reelcast.."))))
                .allowEmptyShould(false);
    }
}
