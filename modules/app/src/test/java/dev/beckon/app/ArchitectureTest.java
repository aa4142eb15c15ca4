package dev.beckon.app;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The project keeps the rules of {@link Architecture}, and each rule sees its breach. */
class ArchitectureTest {

    private static final String OURS = "dev.beckon";
    private static final String PLANTED = "dev.beckon.app.planted";

    private static final JavaClasses PROJECT =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(OURS);

    private static final JavaClasses PLANTS = new ClassFileImporter().importPackages(PLANTED);

    /** By rule, the classes below {@code planted} that break it. */
    private static final Map<String, Set<String>> BREACHES =
            Map.ofEntries(
                    entry(
                            "modules import only those below them",
                            Set.of(
                                    "drivers.SidewaysService",
                                    "identity.RoutedService",
                                    "platform.Upwards",
                                    "routing.Upwards",
                                    "app.Tooling",
                                    "replay.Audit")),
                    entry(
                            "contracts know the JDK and Jackson's annotations",
                            Set.of("contracts.Logged")),
                    entry("platform knows no domain nouns", Set.of("platform.KnowsOrders")),
                    entry(
                            "only …Kafka, …Topology and …Module import Kafka",
                            Set.of("drivers.PollService", "drivers.ListenHttp")),
                    entry(
                            "only …Topology and …Module import Kafka Streams",
                            Set.of("drivers.StreamKafka")),
                    entry(
                            "only …Table and …Module import SQL",
                            Set.of(
                                    "drivers.JdbcService",
                                    "drivers.QueryKafka",
                                    "drivers.QueryService")),
                    entry(
                            "only …Security and …Module import cryptography",
                            Set.of("drivers.HashService")),
                    entry("only …Redis and …Module import Redis", Set.of("drivers.CacheService")),
                    entry(
                            "only …Http, …Socket and …Module import HTTP",
                            Set.of("drivers.AnswerService")),
                    entry("only …Socket and …Module import WebSocket", Set.of("gateway.FrameHttp")),
                    entry(
                            "only …Service, …Table and …Module import transactions",
                            Set.of("drivers.CommitKafka")),
                    entry(
                            "only …Solver and …Module import OR-Tools",
                            Set.of("dispatch.AssignService")),
                    entry("only …Lucene and …Module import Lucene", Set.of("web.SearchService")),
                    entry(
                            "only …Metrics and …Module import Micrometer",
                            Set.of("drivers.MeasuredService")),
                    entry(
                            "only …Module, …Properties and the app configure Spring",
                            Set.of("drivers.WiringService")),
                    entry("only routing imports GraphHopper", Set.of("dispatch.RoadService")),
                    entry("only launcher and loadtest have commands", Set.of("city.Parade")),
                    entry("nouns are pure", Set.of("drivers.LoggedDriver", "drivers.StoredDriver")),
                    entry(
                            "the core is pure whatever the name",
                            Set.of("dispatch.order.FoldService")),
                    entry("tools know no Spring", Set.of("launcher.Sprung")),
                    entry("the city knows the public API only", Set.of("city.ShortcutKafka")),
                    entry(
                            "time and chance are arguments, except to the shells",
                            Set.of(
                                    "drivers.ClockedDriver",
                                    "drivers.TimedTable",
                                    "dispatch.order.ChanceOrder",
                                    "contracts.Dice")),
                    entry("only launcher and city print", Set.of("drivers.PrintService")),
                    entry("there is one way to log", Set.of("drivers.JulService")),
                    entry("there is one Jackson", Set.of("drivers.OldJsonService")),
                    entry("fields are set by constructors", Set.of("drivers.InjectedService")));

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theProjectKeepsTheRule(String name, ArchRule rule) {
        rule.check(PROJECT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulesForPlants")
    void theRuleSeesItsBreachAndNothingElse(String name, ArchRule rule) {
        var seen = new TreeSet<String>();
        rule.evaluate(PLANTS)
                .handleViolations(
                        (Collection<JavaClass> classes, String _) ->
                                classes.forEach(
                                        type ->
                                                seen.add(
                                                        type.getName()
                                                                .substring(PLANTED.length() + 1))));

        assertThat(seen)
                .isEqualTo(new TreeSet<>(BREACHES.getOrDefault(name, Set.of())))
                .isNotEmpty();
    }

    /** The scan covers all modules, so that no rule holds for want of classes. */
    @Test
    void everyModuleIsLookedAt() {
        assertThat(
                        PROJECT.stream()
                                .map(type -> type.getPackageName().split("\\.", -1)[2])
                                .distinct())
                .contains(
                        "app",
                        "city",
                        "contracts",
                        "devservices",
                        "dispatch",
                        "drivers",
                        "gateway",
                        "identity",
                        "launcher",
                        "platform",
                        "replay",
                        "routing",
                        "tracking",
                        "web");
    }

    static Stream<Arguments> rules() {
        return arguments(OURS);
    }

    static Stream<Arguments> rulesForPlants() {
        return arguments(PLANTED);
    }

    private static Stream<Arguments> arguments(String root) {
        return Architecture.of(root).entrySet().stream()
                .map(rule -> Arguments.of(rule.getKey(), rule.getValue()));
    }
}
