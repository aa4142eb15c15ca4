package dev.beckon.loadtest.sockets;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.loadtest.LoadtestException;
import dev.beckon.loadtest.bench.Bench;
import dev.beckon.loadtest.harness.PeopleHttp;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import tools.jackson.databind.json.JsonMapper;

/** Users who are signed in at one application, and may open its sockets. */
public final class Users implements AutoCloseable {

    /** The server has two cores for the hashes of their passwords, or a few more. */
    private static final int AT_ONCE = 8;

    private static final long OPEN_PATIENCE_S = 30;

    private final URI url;
    private final PeopleHttp people;

    /** Each user's, for requests. */
    private final List<String> tokens;

    private Users(URI url, PeopleHttp people, List<String> tokens) {
        this.url = url;
        this.people = people;
        this.tokens = tokens;
    }

    /** Registers them and signs them in. */
    public static Users register(Bench bench, URI url, ActorRole role, int users)
            throws InterruptedException {
        var people = new PeopleHttp(url);
        var run = UUID.randomUUID();
        boolean drivers = role == ActorRole.DRIVER;
        bench.progress("%,d accounts".formatted(users));
        return new Users(url, people, all(users, i -> () -> people.signIn(i + "-" + run, drivers)));
    }

    public int size() {
        return tokens.size();
    }

    /** Of the accounts, in the order of the users. */
    public List<UUID> ids() {
        return tokens.stream().map(Users::id).toList();
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

    /** What a token says of whose it is. */
    private static UUID id(String token) {
        var claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        return UUID.fromString(JsonMapper.shared().readTree(claims).path("sub").asString());
    }

    private Socket open(Sockets sockets, int user, Sockets.Listener listener)
            throws InterruptedException {
        var ticket = URLEncoder.encode(people.ticket(tokens.get(user)), StandardCharsets.UTF_8);
        try {
            return sockets.open(url.resolve("/ws?ticket=" + ticket), listener)
                    .get(OPEN_PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new LoadtestException("A socket did not open: " + e.getMessage(), e);
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
                throw new LoadtestException("Unforeseen: " + e.getCause(), e);
            }
        }
        return done;
    }

    @Override
    public void close() {
        people.close();
    }
}
