package dev.beckon.loadtest.orders;

import dev.beckon.devservices.DevServices;
import dev.beckon.loadtest.bench.Application;
import dev.beckon.loadtest.bench.Bench;
import dev.beckon.loadtest.harness.Crowd;
import dev.beckon.loadtest.harness.Ending;
import dev.beckon.loadtest.harness.Load;
import dev.beckon.loadtest.harness.Result;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A whole system with its people, on services that nobody has used before. */
final class Town implements AutoCloseable {

    private static final int DRIVERS = 1_000;
    private static final int CUSTOMERS = 200;
    private static final int FEW = 10;

    private static final double[] WARM_UP_PER_S = {100, 200, 300};
    private static final Duration WARM_UP = Duration.ofSeconds(8);

    private final Bench bench;
    private final DevServices services;
    private final Application application;
    private final Crowd crowd;

    private Town(Bench bench, DevServices services, Application application, Crowd crowd) {
        this.bench = bench;
        this.services = services;
        this.application = application;
        this.crowd = crowd;
    }

    /**
     * @param arguments of the application
     */
    static Town open(Bench bench, String... arguments) {
        var services = bench.fresh();
        try {
            var application = bench.application(services, arguments);
            var processes = new LinkedHashMap<String, Long>();
            processes.put("client", ProcessHandle.current().pid());
            processes.put("application", application.pid());
            processes.put("Kafka", services.kafka().pid());
            processes.put("PostgreSQL", services.postgres().pid());
            processes.put("Redis", services.redis().pid());
            int drivers = bench.quick() ? FEW : DRIVERS;
            int customers = bench.quick() ? FEW : CUSTOMERS;
            var crowd = Crowd.gather(application.url(), processes, drivers, customers);
            bench.progress(drivers + " drivers and " + customers + " customers are connected");
            return new Town(bench, services, application, crowd);
        } catch (RuntimeException e) {
            services.close();
            throw e;
        }
    }

    /** A process that has just started compiles more than it dispatches. */
    void warmUp(Ending ending) throws InterruptedException {
        for (double perS : WARM_UP_PER_S) {
            run(new Load(perS, Duration.ZERO, WARM_UP, ending));
        }
    }

    Result run(Load load) throws InterruptedException {
        var result = crowd.run(load);
        bench.progress(result.summary());
        return result;
    }

    /** Of all that was done; a breach ends the benchmark. */
    void audit() {
        var counts = bench.audit(services).counts();
        bench.progress(
                "the audit is clean: %,d orders, %,d offers, %,d records"
                        .formatted(counts.orders(), counts.offers(), counts.records()));
    }

    /** Ends the application in good order, however long that takes it. */
    void end(Duration patience) throws InterruptedException, ExecutionException, TimeoutException {
        var process = ProcessHandle.of(application.pid()).orElseThrow();
        process.destroy();
        process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        crowd.close();
        application.close();
        services.close();
    }
}
