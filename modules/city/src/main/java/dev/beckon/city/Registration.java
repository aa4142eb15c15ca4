package dev.beckon.city;

import dev.beckon.city.net.Account;
import dev.beckon.city.net.ApiException;
import dev.beckon.city.net.BeckonHttp;
import dev.beckon.city.report.Progress;
import dev.beckon.contracts.actor.ActorRole;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** Makes the accounts of a play; a few at once, since the server hashes passwords slowly. */
final class Registration {

    private static final int AT_ONCE = 4;

    private final BeckonHttp http;
    private final String run;
    private final Progress progress;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReference<@Nullable ApiException> failure = new AtomicReference<>();

    Registration(BeckonHttp http, String run, Progress progress) {
        this.http = http;
        this.run = run;
        this.progress = progress;
    }

    /**
     * Hands over each account with its number, from 0, as soon as it is there.
     *
     * @throws ApiException if one cannot be made
     */
    void register(
            int customers,
            int drivers,
            ObjIntConsumer<Account> customer,
            ObjIntConsumer<Account> driver)
            throws InterruptedException {
        int of = customers + drivers;
        for (int i = 0; i < of && failure.get() == null; i++) {
            int number = i;
            places.acquire();
            Thread.ofVirtual()
                    .start(
                            () -> {
                                if (number < customers) {
                                    register(ActorRole.CUSTOMER, number, customer);
                                } else {
                                    register(ActorRole.DRIVER, number - customers, driver);
                                }
                                places.release();
                                progress.step("accounts", done.incrementAndGet(), of);
                            });
        }
        places.acquire(AT_ONCE);
        ApiException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    private void register(ActorRole role, int number, ObjIntConsumer<Account> use) {
        String who = role == ActorRole.DRIVER ? "driver" : "customer";
        try {
            Account account =
                    Account.register(
                            http,
                            "%s-%d-%s@example.com".formatted(who, number + 1, run),
                            "a long password of " + who + " " + run,
                            "%s %d"
                                    .formatted(
                                            role == ActorRole.DRIVER ? "Driver" : "Customer",
                                            number + 1),
                            role);
            use.accept(account, number);
        } catch (ApiException e) {
            failure.compareAndSet(null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
