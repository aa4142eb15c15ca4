package dev.beckon.app;

import static dev.beckon.app.Naming.suffix;
import static dev.beckon.app.Naming.within;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;

/** Which module may import which, which class name may import what, and a few habits. */
final class Architecture {

    /** The heart without its shells: what live service, recovery and replay share. */
    private static final String[] CORE = {"dispatch.order", "dispatch.offer", "dispatch.matching"};

    /** Below everything: pure whoever uses it. */
    private static final String[] PLAIN = {
        "java",
        "com.fasterxml.jackson.annotation",
        "com.google.errorprone.annotations",
        "org.jspecify"
    };

    /** Take time and chance as arguments. */
    private static final Set<String> NOT_SHELLS =
            Set.of("", "Table", "Redis", "Topology", "Properties", "Solver", "Metrics");

    private final Naming naming;
    private final Rules rules = new Rules();

    private Architecture(String root) {
        naming = new Naming(root);
    }

    /**
     * All rules by what they say.
     *
     * @param root the package whose children are the modules
     */
    static Map<String, ArchRule> of(String root) {
        var architecture = new Architecture(root);
        architecture.modules();
        architecture.names();
        architecture.nouns();
        architecture.tools();
        architecture.habits();
        return architecture.rules.byName();
    }

    private void modules() {
        rules.forbid(
                "modules import only those below them",
                (from, to) ->
                        naming.ours(to)
                                && !naming.sameModule(from, to)
                                && !mayImport(naming.module(from), to));
        rules.forbid(
                "contracts know the JDK and Jackson's annotations",
                (from, to) ->
                        naming.in(from, "contracts") && !naming.ours(to) && !within(to, PLAIN));
        rules.forbid(
                "platform knows no domain nouns",
                (from, to) ->
                        naming.in(from, "platform")
                                && naming.in(to, "contracts")
                                && !naming.in(
                                        to, "contracts.topic", "contracts.id", "contracts.actor"));
    }

    /** {@code app -> features -> platform -> contracts}, and beside them the tools. */
    private boolean mayImport(String module, JavaClass to) {
        return switch (module) {
            case "contracts", "devservices" -> false;
            case "platform", "routing" -> naming.in(to, "contracts");
            case "app" -> !naming.in(to, "launcher", "city", "replay", "devservices", "loadtest");
            case "dispatch", "drivers", "gateway", "tracking", "web" ->
                    naming.in(to, "contracts", "platform", "routing");
            case "city" -> naming.in(to, "contracts", "routing");
            case "replay" -> naming.in(to, "contracts", "platform") || naming.in(to, CORE);
            case "launcher" ->
                    naming.in(to, "contracts", "platform", "devservices", "city", "replay");
            case "loadtest" ->
                    naming.in(to, "contracts", "platform", "devservices", "launcher", "replay")
                            || naming.in(to, "city", "routing")
                            || naming.in(to, CORE)
                            || naming.in(to, "dispatch.drivers");
            // Every other feature, present or to come.
            default -> naming.in(to, "contracts", "platform");
        };
    }

    /** A suffix names the one technology that a class may import; a module wires them all. */
    private void names() {
        only("…Kafka, …Topology", "Kafka", "org.apache.kafka", "org.springframework.kafka");
        only("…Topology", "Kafka Streams", "org.apache.kafka.streams");
        only(
                "…Table",
                "SQL",
                HOLDS_TRANSACTION,
                "java.sql",
                "javax.sql",
                "org.jooq",
                "org.postgresql",
                "org.flywaydb",
                "com.zaxxer.hikari",
                "org.springframework.jdbc");
        only("…Service, …Table", "transactions", "org.springframework.transaction");
        only("…Security", "cryptography", "org.springframework.security.crypto", "com.nimbusds");
        only("…Redis", "Redis", "redis.clients", "io.github.bucket4j");
        only(
                "…Http, …Socket",
                "HTTP",
                "org.springframework.web",
                "org.springframework.http",
                "jakarta.servlet",
                "java.net.http",
                "io.swagger");
        only("…Socket", "WebSocket", "org.springframework.web.socket", "jakarta.websocket");
        only("…Solver", "OR-Tools", "com.google.ortools");
        only("…Lucene", "Lucene", "org.apache.lucene");
        only("…Metrics", "Micrometer", "io.micrometer");
        rules.forbid(
                "only …Module, …Properties and the app configure Spring",
                (from, to) ->
                        naming.underNamingTable(from)
                                && !naming.in(from, "app")
                                && !Set.of("Module", "Properties").contains(suffix(from))
                                && within(
                                        to,
                                        "org.springframework.context.annotation",
                                        "org.springframework.boot"));
        rules.forbid(
                "only routing imports GraphHopper",
                (from, to) -> !naming.in(from, "routing") && within(to, "com.graphhopper"));
    }

    private void only(String names, String technology, String... packages) {
        only(names, technology, (from, to) -> false, packages);
    }

    private void only(
            String names,
            String technology,
            BiPredicate<JavaClass, JavaClass> unless,
            String... packages) {
        var suffixes = Set.of(names.replace("…", "").split(", "));
        rules.forbid(
                "only %s and …Module import %s".formatted(names, technology),
                (from, to) ->
                        naming.underNamingTable(from)
                                && !suffixes.contains(suffix(from))
                                && !suffix(from).equals("Module")
                                && !unless.test(from, to)
                                && within(to, packages));
    }

    /** A service owns the transaction: it begins one and hands it to tables, and says no SQL. */
    private static final BiPredicate<JavaClass, JavaClass> HOLDS_TRANSACTION =
            (from, to) ->
                    suffix(from).equals("Service")
                            && Set.of(
                                            "DSLContext",
                                            "Configuration",
                                            "TransactionalCallable",
                                            "TransactionalRunnable")
                                    .contains(to.getSimpleName())
                            && to.getPackageName().equals("org.jooq");

    private void nouns() {
        rules.forbid(
                "nouns are pure",
                (from, to) ->
                        naming.feature(from)
                                && suffix(from).isEmpty()
                                && !within(to, PLAIN)
                                && !to.isPrimitive()
                                && !naming.in(to, "contracts")
                                && !(naming.sameModule(from, to)
                                        && Set.of("", "Solver").contains(suffix(to))));
        rules.forbid(
                "the core is pure whatever the name",
                (from, to) ->
                        naming.in(from, CORE)
                                && !within(to, PLAIN)
                                && !to.isPrimitive()
                                && !naming.in(to, "contracts")
                                && !naming.in(to, CORE)
                                && !(suffix(from).equals("Solver")
                                        && within(to, "com.google.ortools")));
    }

    private void tools() {
        rules.forbid(
                "tools know no Spring",
                (from, to) ->
                        naming.in(from, "city", "devservices", "launcher", "loadtest", "replay")
                                && within(to, "org.springframework"));
        rules.forbid(
                "the city knows the public API only",
                (from, to) ->
                        naming.in(from, "city")
                                && within(
                                        to,
                                        "org.apache.kafka",
                                        "java.sql",
                                        "javax.sql",
                                        "redis.clients"));
        rules.forbid(
                "only launcher and loadtest have commands",
                (from, to) -> !naming.in(from, "launcher", "loadtest") && within(to, "picocli"));
    }

    private void habits() {
        rules.forbidAccess(
                "time and chance are arguments, except to the shells",
                (from, access) ->
                        (naming.feature(from) || naming.in(from, "contracts"))
                                && NOT_SHELLS.contains(suffix(from))
                                && asksTimeOrChance(access));
        rules.forbidAccess(
                "only launcher and city print",
                (from, access) ->
                        !naming.in(from, "launcher", "city")
                                && access.getTargetOwner().isEquivalentTo(System.class)
                                && Set.of("out", "err").contains(access.getName()));
        rules.forbid(
                "there is one way to log",
                (from, to) ->
                        !naming.in(from, "launcher", "city") && within(to, "java.util.logging"));
        rules.forbid(
                "there is one Jackson",
                (from, to) ->
                        // Swagger hands it types of the former one.
                        !(naming.in(from, "platform.http")
                                        && from.getSimpleName().equals("ApiRecords"))
                                && within(
                                        to,
                                        "com.fasterxml.jackson.core",
                                        "com.fasterxml.jackson.databind",
                                        "com.fasterxml.jackson.datatype"));
        rules.forbidFields(
                "fields are set by constructors",
                field ->
                        field.isAnnotatedWith(
                                        "org.springframework.beans.factory.annotation.Autowired")
                                || field.isAnnotatedWith(
                                        "org.springframework.beans.factory.annotation.Value")
                                || field.isAnnotatedWith("jakarta.inject.Inject")
                                || field.isAnnotatedWith("jakarta.annotation.Resource"));
    }

    private static boolean asksTimeOrChance(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        return switch (access.getName()) {
            case "now" -> within(owner, "java.time");
            case "instant", "millis", "system", "systemUTC", "systemDefaultZone" ->
                    owner.isEquivalentTo(Clock.class);
            case "currentTimeMillis", "nanoTime" -> owner.isEquivalentTo(System.class);
            case "random" -> owner.isEquivalentTo(Math.class);
            case "randomUUID" -> owner.isEquivalentTo(UUID.class);
            case "current" -> owner.isEquivalentTo(ThreadLocalRandom.class);
            // Random numbers are welcome where they come from a seed.
            case "<init>" ->
                    owner.isAssignableTo(SecureRandom.class)
                            || (owner.isAssignableTo(RandomGenerator.class)
                                    && access.getTarget().getFullName().endsWith("()"));
            default -> false;
        };
    }
}
