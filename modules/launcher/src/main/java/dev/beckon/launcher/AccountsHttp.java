package dev.beckon.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Accounts to try the application with. Nobody but the launcher makes them, so that there are none
 * where the application is run in earnest.
 */
final class AccountsHttp {

    static final String PASSWORD = "try it out";

    private static final String OPERATOR = "operator@example.org";
    private static final String CUSTOMER = "customer@example.org";
    private static final String DRIVER = "driver@example.org";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Made, or there since an earlier start. */
    private static final Set<Integer> THERE = Set.of(201, 409);

    private AccountsHttp() {}

    /** The administrator comes with the start, unless the environment names another. */
    static List<String> administrator() {
        return wanted() && System.getenv("BECKON_IDENTITY_ADMIN_EMAIL") == null
                ? List.of(
                        "--beckon.identity.admin.email=" + OPERATOR,
                        "--beckon.identity.admin.password=" + PASSWORD)
                : List.of();
    }

    /** Makes the others where they are missing, and says who can sign in; nobody if none can. */
    static List<String> make(String api) {
        if (!wanted()) {
            return List.of();
        }
        try (var client = HttpClient.newHttpClient()) {
            boolean there =
                    register(client, api, CUSTOMER, "Demo Customer", "CUSTOMER")
                            && register(client, api, DRIVER, "Demo Driver", "DRIVER");
            if (!there) {
                return List.of();
            }
            return administrator().isEmpty()
                    ? List.of(CUSTOMER, DRIVER)
                    : List.of(CUSTOMER, DRIVER, OPERATOR);
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** A database that somebody else keeps is no place for a password that everybody knows. */
    private static boolean wanted() {
        return System.getenv("SPRING_DATASOURCE_URL") == null;
    }

    private static boolean register(
            HttpClient client, String api, String email, String name, String role)
            throws IOException, InterruptedException {
        var body =
                """
                {"email":"%s","password":"%s","name":"%s","role":"%s"}\
                """
                        .formatted(email, PASSWORD, name, role);
        var request =
                HttpRequest.newBuilder(URI.create(api + "/auth/register"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return THERE.contains(
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    }
}
