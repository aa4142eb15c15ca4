package dev.beckon.loadtest.orders;

import dev.beckon.devservices.DevServices;
import dev.beckon.devservices.Training;
import dev.beckon.loadtest.bench.Application;
import dev.beckon.loadtest.bench.Bench;
import dev.beckon.loadtest.harness.Crowd;
import dev.beckon.loadtest.harness.Ending;
import dev.beckon.loadtest.harness.Load;
import dev.beckon.loadtest.harness.Result;
import dev.beckon.loadtest.harness.Timings;
import java.time.Duration;
import java.util.LinkedHashMap;

/** A whole system with its people, on services that nobody has used before. */
public final class Town implements AutoCloseable {

    private static final int DRIVERS = 1_000;
    private static final int CUSTOMERS = 200;
    private static final int FEW = 10;

    private static final double CALM_PER_S = 200;
    private static final Duration CALM = Duration.ofSeconds(5);

    /** So long that two runs of a process that is still compiling differ. */
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    private static final int WARM_UPS = 7;
    private static final int RESTS = 12;

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
    public static Town open(Bench bench, String... arguments) {
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
    public void warmUp() throws Exception {
        if (!bench.quick()) {
            bench.warmUp(WARM_UPS, () -> Timings.ms(calm(WARM_UP).timings().offered(), 50));
        }
    }

    /** Lets an overload pass, so that it spoils nothing that is measured after it. */
    void rest() throws InterruptedException {
        for (int i = 0; i < RESTS && !calm(CALM).sustained(); i++) {}
    }

    private Result calm(Duration measured) throws InterruptedException {
        return run(new Load(CALM_PER_S, Duration.ZERO, measured, Ending.DELIVERED));
    }

    /** Tokens are good for a quarter of an hour. */
    public void signInAgain() {
        crowd.signInAgain();
    }

    Result run(Load load) throws InterruptedException {
        var result = crowd.run(load);
        bench.progress(result.summary());
        return result;
    }

    /** Of all that was done; a breach ends the benchmark. */
    public void audit() {
        bench.audit(services);
    }

    void end(Training training) throws InterruptedException {
        training.end(application.process());
    }

    @Override
    public void close() {
        crowd.close();
        application.close();
        services.close();
    }
}
