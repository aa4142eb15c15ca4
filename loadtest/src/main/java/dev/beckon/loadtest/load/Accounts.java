package dev.beckon.loadtest.load;

import dev.beckon.loadtest.LoadtestException;
import dev.beckon.loadtest.harness.PeopleHttp;
import dev.beckon.loadtest.scenario.Size;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Signs people up before a load: hashing their passwords is slow, and no part of it. */
final class Accounts {

    /** More than the server's cores have use for would only wait. */
    private static final int AT_ONCE = 4;

    private Accounts() {}

    /** Leaves everybody's token where the scenario reads it. */
    static void signUp(Size size, PrintWriter out) throws IOException, InterruptedException {
        out.printf(Locale.ROOT, "Signing up %,d people …%n", size.users() + size.drivers());
        out.flush();
        try (var people = new PeopleHttp(URI.create(size.urls().getFirst()))) {
            Files.write(
                    size.accounts().resolve("customers.csv"), tokens(people, size.users(), false));
            Files.write(
                    size.accounts().resolve("drivers.csv"), tokens(people, size.drivers(), true));
        }
    }

    private static List<String> tokens(PeopleHttp people, int count, boolean drivers)
            throws InterruptedException {
        String run = UUID.randomUUID().toString();
        try (var executor = Executors.newFixedThreadPool(AT_ONCE)) {
            var pending = new ArrayList<Future<String>>();
            for (int i = 1; i <= count; i++) {
                String name = "load-%d-%s".formatted(i, run);
                pending.add(executor.submit(() -> people.signIn(name, drivers)));
            }
            var lines = new ArrayList<>(List.of("token"));
            try {
                for (Future<String> token : pending) {
                    lines.add(token.get());
                }
            } catch (ExecutionException e) {
                executor.shutdownNow();
                throw e.getCause() instanceof LoadtestException failure
                        ? failure
                        : new LoadtestException("Nobody can sign up: " + e.getCause(), e);
            }
            return lines;
        }
    }
}
