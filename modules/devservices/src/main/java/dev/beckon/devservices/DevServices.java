package dev.beckon.devservices;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Kafka, PostgreSQL and Redis, each a process of its own on 127.0.0.1, or the server that the
 * environment names in its place.
 */
public final class DevServices implements AutoCloseable {

    private static final String KAFKA_VARIABLE = "SPRING_KAFKA_BOOTSTRAP_SERVERS";
    private static final String POSTGRES_VARIABLE = "SPRING_DATASOURCE_URL";
    private static final String POSTGRES_USER_VARIABLE = "SPRING_DATASOURCE_USERNAME";
    private static final String POSTGRES_PASSWORD_VARIABLE = "SPRING_DATASOURCE_PASSWORD";
    private static final String REDIS_VARIABLE = "SPRING_DATA_REDIS_URL";

    private static final int PORT_ATTEMPTS = 5;

    private final DevServicesOptions options;
    private final StateFolder state;
    private final @Nullable FileChannel lock;
    private final Watchdog watchdog;
    private final ProcessRecord launcher = ProcessRecord.ofLauncher();
    private final List<ServiceProcess> processes = new CopyOnWriteArrayList<>();

    private DevServices(DevServicesOptions options) {
        this.options = options;
        state = StateFolder.open(options.stateFolder());
        boolean allNamed = isNamed(KAFKA_VARIABLE) && isNamed(POSTGRES_VARIABLE);
        lock = allNamed && isNamed(REDIS_VARIABLE) ? null : state.lock();
        watchdog = new Watchdog(options.ephemeral() ? state.path() : null);
        launcher.write(state.run());
    }

    /** Starts what the environment does not name. Returns when all of it is ready. */
    public static DevServices start(DevServicesOptions options) {
        var services = new DevServices(options);
        try {
            services.startAll();
        } catch (RuntimeException e) {
            services.close();
            throw e;
        }
        return services;
    }

    /**
     * The services of this JVM's tests: started at the first call, with fresh data, and gone with
     * the JVM.
     */
    public static DevServices forTests() {
        return TestServices.get();
    }

    /** Others with fresh data, for a test that counts all that is in them; gone when closed. */
    public static DevServices fresh() {
        Path root = Path.of(System.getProperty("beckon.root", "."));
        return start(DevServicesOptions.ephemeral(root, Folders.createTemporary("beckon-test-")));
    }

    /**
     * Fresh ones that keep what they acknowledge, in a folder that is gone when they are closed.
     */
    public static DevServices forBenchmarks(Path root) {
        return start(DevServicesOptions.benchmark(root, Folders.createTemporary("beckon-bench-")));
    }

    public String bootstrapServers() {
        return named(KAFKA_VARIABLE).orElseGet(() -> "127.0.0.1:" + kafka().port());
    }

    public String jdbcUrl() {
        return named(POSTGRES_VARIABLE).orElseGet(() -> PostgresServer.jdbcUrl(postgres().port()));
    }

    /** May create schemas, roles and databases. */
    public String jdbcUser() {
        return isNamed(POSTGRES_VARIABLE)
                ? named(POSTGRES_USER_VARIABLE).orElse("")
                : PostgresServer.USER;
    }

    public String jdbcPassword() {
        return isNamed(POSTGRES_VARIABLE)
                ? named(POSTGRES_PASSWORD_VARIABLE).orElse("")
                : PostgresServer.PASSWORD;
    }

    public String redisUri() {
        return named(REDIS_VARIABLE).orElseGet(() -> "redis://127.0.0.1:" + redis().port());
    }

    /** The environment variables that point a Spring Boot application at these services. */
    public Map<String, String> springProperties() {
        var properties = new TreeMap<String, String>();
        properties.put(KAFKA_VARIABLE, bootstrapServers());
        properties.put(POSTGRES_VARIABLE, jdbcUrl());
        properties.put(POSTGRES_USER_VARIABLE, jdbcUser());
        properties.put(POSTGRES_PASSWORD_VARIABLE, jdbcPassword());
        properties.put(REDIS_VARIABLE, redisUri());
        return properties;
    }

    /** Throws if Kafka is not ours: the environment names another's. */
    public ServiceProcess kafka() {
        return get(KafkaServer.NAME);
    }

    public ServiceProcess postgres() {
        return get(PostgresServer.NAME);
    }

    public ServiceProcess redis() {
        return get(RedisServer.NAME);
    }

    /** All that was started, services first. */
    public List<ServiceProcess> processes() {
        return List.copyOf(processes);
    }

    /** Where their data and logs are. */
    public Path folder() {
        return state.path();
    }

    /** Starts one more process beside the services; it is stopped before them. */
    public ServiceProcess launch(ProcessSpec spec) {
        var process = ServiceProcess.start(spec, state, watchdog);
        processes.add(process);
        return process;
    }

    /** Stops all, last started first. Data stays, unless it is ephemeral. */
    @Override
    public void close() {
        for (ServiceProcess process : List.copyOf(processes).reversed()) {
            process.stop();
        }
        launcher.delete(state.run());
        watchdog.close();
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new DevServicesException("Cannot unlock " + state.path(), e);
            }
        }
    }

    private void startAll() {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var all =
                    CompletableFuture.allOf(
                            CompletableFuture.runAsync(this::startKafka, executor),
                            CompletableFuture.runAsync(this::startPostgres, executor),
                            CompletableFuture.runAsync(this::startRedis, executor));
            all.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new DevServicesException("The services did not start", e);
        }
    }

    private void startKafka() {
        if (isNamed(KAFKA_VARIABLE)) {
            return;
        }
        prepare(KafkaServer.NAME);
        var server =
                new KafkaServer(
                        options.root(),
                        state.path().resolve(KafkaServer.NAME),
                        options.durable(),
                        DataTemplate.training(options.root()));
        startOnPort(
                KafkaServer.TITLE,
                KafkaServer.NAME,
                options.kafkaPort(),
                9092,
                port -> server.spec(port, options.startPatience()));
    }

    private void startPostgres() {
        if (isNamed(POSTGRES_VARIABLE)) {
            return;
        }
        prepare(PostgresServer.NAME);
        var server = new PostgresServer(state.path().resolve("postgres"), options.durable());
        startOnPort(
                PostgresServer.TITLE,
                PostgresServer.NAME,
                options.postgresPort(),
                5432,
                port -> server.spec(port, options.startPatience()));
    }

    private void startRedis() {
        if (isNamed(REDIS_VARIABLE)) {
            return;
        }
        endLeftover(RedisServer.NAME);
        startOnPort(
                RedisServer.TITLE,
                RedisServer.NAME,
                options.redisPort(),
                6379,
                port -> RedisServer.spec(port, options.startPatience()));
    }

    private void startOnPort(
            String title,
            String name,
            OptionalInt configured,
            int usual,
            IntFunction<ProcessSpec> spec) {
        if (configured.isPresent()) {
            int port = configured.getAsInt();
            if (!Ports.isFree(port)) {
                throw new DevServicesException(
                        "Port "
                                + port
                                + ", configured for "
                                + title
                                + ", is in use: free it, or choose another with --"
                                + name
                                + "-port");
            }
            launch(spec.apply(port));
            return;
        }
        for (int attempt = 1; ; attempt++) {
            int port = options.ephemeral() ? Ports.anyFree() : Ports.firstFree(usual);
            try {
                launch(spec.apply(port));
                return;
            } catch (DevServicesException e) {
                // Between the look and the start somebody else may have taken the port.
                if (attempt == PORT_ATTEMPTS || Ports.isFree(port)) {
                    throw e;
                }
            }
        }
    }

    private void prepare(String name) {
        endLeftover(name);
        if (options.ephemeral()) {
            DataTemplate.copy(options.root(), name, state.path());
        }
    }

    /** What a run that was killed, together with its watchdog, has left running. */
    private void endLeftover(String name) {
        ProcessRecord.find(state.run(), name).ifPresent(ProcessRecord::stop);
    }

    private ServiceProcess get(String name) {
        return processes.stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "No " + name + " is run here: the environment names one"));
    }

    private boolean isNamed(String variable) {
        return named(variable).isPresent();
    }

    private Optional<String> named(String variable) {
        return Optional.ofNullable(options.environment().get(variable))
                .filter(value -> !value.isBlank());
    }
}
