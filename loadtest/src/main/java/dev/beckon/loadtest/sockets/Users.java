package dev.beckon.loadtest.sockets;

import dev.beckon.city.net.Account;
import dev.beckon.city.net.ApiException;
import dev.beckon.city.net.BeckonHttp;
import dev.beckon.city.net.Traffic;
import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.loadtest.LoadtestException;
import dev.beckon.loadtest.bench.Bench;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Users who are signed in at one application, and may open its sockets. */
public final class Users implements AutoCloseable {

    /** The server has two cores for the hashes of their passwords, or a few more. */
    private static final int AT_ONCE = 8;

    private static final Duration TICKET_PATIENCE = Duration.ofSeconds(30);
    private static final long OPEN_PATIENCE_S = 30;

    private final URI url;
    private final BeckonHttp http;
    private final List<Account> accounts;

    private Users(URI url, BeckonHttp http, List<Account> accounts) {
        this.url = url;
        this.http = http;
        this.accounts = accounts;
    }

    /** Registers them and signs them in. */
    public static Users register(Bench bench, URI url, ActorRole role, int users)
            throws InterruptedException {
        var http = new BeckonHttp(List.of(url), new Traffic());
        var run = UUID.randomUUID();
        bench.progress("%,d accounts".formatted(users));
        return new Users(
                url,
                http,
                all(
                        users,
                        i ->
                                () ->
                                        Account.register(
                                                http,
                                                "user-%d-%s@example.com".formatted(i, run),
                                                "a long password of " + run,
                                                "User " + i,
                                                role)));
    }

    public int size() {
        return accounts.size();
    }

    /** Of the accounts, in the order of the users. */
    public List<UUID> ids() {
        return accounts.stream().map(Account::id).toList();
    }

    /** A socket for each of them. */
    public List<Socket> open(Sockets sockets, IntFunction<Sockets.Listener> listeners)
            throws InterruptedException {
        return all(size(), i -> () -> open(sockets, i, listeners.apply(i)));
    }

    /** Several sockets of one user. */
    public List<Socket> open(
            Sockets sockets, int user, int number, IntFunction<Sockets.Listener> listeners)
            throws InterruptedException {
        return all(number, i -> () -> open(sockets, user, listeners.apply(i)));
    }

    private Socket open(Sockets sockets, int user, Sockets.Listener listener)
            throws InterruptedException {
        var reply =
                accounts.get(user)
                        .send(BeckonHttp.Request.post("/ws/ticket", null, null), TICKET_PATIENCE);
        var ticket = reply.body().path("ticket").asString("");
        var uri = url.resolve("/ws?ticket=" + URLEncoder.encode(ticket, StandardCharsets.UTF_8));
        try {
            return sockets.open(uri, listener).get(OPEN_PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new LoadtestException(
                    "A socket did not open (ticket: HTTP %d): %s"
                            .formatted(reply.status(), e.getMessage()),
                    e);
        }
    }

    @FunctionalInterface
    private interface Step<T> {
        T take() throws InterruptedException;
    }

    private static <T> List<T> all(int number, IntFunction<Step<T>> steps)
            throws InterruptedException {
        var places = new Semaphore(AT_ONCE);
        var begun = new ArrayList<Future<T>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < number; i++) {
                var step = steps.apply(i);
                places.acquire();
                begun.add(
                        threads.submit(
                                () -> {
                                    try {
                                        return step.take();
                                    } finally {
                                        places.release();
                                    }
                                }));
            }
        }
        var done = new ArrayList<T>();
        for (var one : begun) {
            try {
                done.add(one.get());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof LoadtestException failure) {
                    throw failure;
                }
                if (e.getCause() instanceof ApiException failure) {
                    throw new LoadtestException("Users cannot sign in: " + failure.getMessage(), failure);
                }
                throw new LoadtestException("Unforeseen: " + e.getCause(), e);
            }
        }
        return done;
    }

    @Override
    public void close() {
        http.close();
    }
}
