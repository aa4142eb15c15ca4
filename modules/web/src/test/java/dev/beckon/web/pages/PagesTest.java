package dev.beckon.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.devservices.DevServices;
import dev.beckon.platform.PlatformModule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A made-up client, and an operation under one of its addresses. */
class PagesTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static ConfigurableApplicationContext application;
    private static String url = "";

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({PlatformModule.class, PagesModule.class, Orders.class})
    static class App {}

    @RestController
    static class Orders {

        @GetMapping("/orders")
        @PreAuthorize("hasRole('CUSTOMER')")
        Map<String, String> list() {
            return Map.of();
        }

        @PostMapping("/auth/login")
        Map<String, String> login() {
            return Map.of("login", "done");
        }
    }

    @BeforeAll
    static void start() {
        var services = DevServices.forTests();
        application =
                new SpringApplicationBuilder(App.class)
                        .run(
                                "--server.port=0",
                                "--server.address=127.0.0.1",
                                "--server.compression.enabled=true",
                                "--springdoc.api-docs.path=/openapi.json",
                                "--springdoc.swagger-ui.path=/docs",
                                "--spring.main.banner-mode=off",
                                "--logging.level.root=warn",
                                "--spring.kafka.bootstrap-servers=" + services.bootstrapServers(),
                                "--spring.data.redis.url=" + services.redisUri());
        url = "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static HttpResponse<byte[]> get(String path, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return String.join(", ", response.headers().allValues(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/drive", "/orders", "/orders/17", "/sign-in", "/nowhere?at=all"})
    void whoBrowsesGetsTheClient(String path) throws Exception {
        var page = get(path, "Accept", BROWSER);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(text(page)).contains("<title>A client for tests</title>");
        assertThat(header(page, "content-type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(header(page, "cache-control")).isEqualTo("no-cache");
        assertThat(header(page, "vary")).contains("Accept");
    }

    @Test
    void aProgramGetsTheOperationUnderTheSameAddress() throws Exception {
        for (var accept : new String[] {"application/json", "*/*"}) {
            var answer = get("/orders", "Accept", accept);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(header(answer, "content-type")).contains("json");
            assertThat(header(answer, "vary")).contains("Accept");
        }
        var login =
                CLIENT.send(
                        HttpRequest.newBuilder(URI.create(url + "/auth/login"))
                                .header("Accept", BROWSER)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(login.body()).contains("done");
        assertThat(text(get("/"))).as("there is no operation here").contains("<title>");
    }

    @Test
    void whatIsBrowsedAndNotTheClientsStaysWhatItIs() throws Exception {
        assertThat(get("/docs", "Accept", BROWSER).statusCode()).isEqualTo(302);
        assertThat(text(get("/openapi.json", "Accept", BROWSER))).startsWith("{\"openapi\"");
        assertThat(get("/tiles/none", "Accept", BROWSER).statusCode()).isEqualTo(401);
    }

    @Test
    void aPageMayAskNobodyElseAndHoldsNoForeignScript() throws Exception {
        var page = get("/city", "Accept", BROWSER);
        var host = URI.create(url).getAuthority();
        assertThat(header(page, "content-security-policy").split("; "))
                .contains(
                        "default-src 'self'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "connect-src 'self' ws://%1$s wss://%1$s".formatted(host),
                        "worker-src 'self'",
                        "img-src 'self' data: blob:",
                        "frame-ancestors 'none'");
        assertThat(header(page, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(page, "x-frame-options")).isEqualTo("DENY");
        assertThat(header(page, "referrer-policy")).isEqualTo("same-origin");
    }

    @Test
    void assetsAreKeptForEverAndThePageIsAskedForAgain() throws Exception {
        var asset = get("/assets/index-4f2a.js");
        assertThat(asset.statusCode()).isEqualTo(200);
        assertThat(header(asset, "content-type")).contains("javascript");
        assertThat(header(asset, "cache-control")).isEqualTo("max-age=31536000, public, immutable");
        var page = get("/", "Accept", BROWSER);
        var again = get("/", "Accept", BROWSER, "If-None-Match", header(page, "etag"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        var icon = get("/icon.svg");
        assertThat(icon.statusCode()).isEqualTo(200);
        assertThat(header(icon, "content-type")).contains("svg");
        assertThat(header(icon, "cache-control")).isEqualTo("no-cache");
    }

    @Test
    void whatIsNotThereIsNotThere() throws Exception {
        var answer = get("/assets/none.js", "Accept", "*/*");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(header(answer, "content-type")).contains("problem+json");
        assertThat(header(answer, "cache-control")).doesNotContain("immutable");
        assertThat(get("/assets/%2e%2e/index.html").statusCode()).isEqualTo(400);
        assertThat(get("/none.svg").statusCode()).isEqualTo(401);
    }

    @Test
    void textIsCompressedForWhoTakesIt() throws Exception {
        var asset = get("/assets/index-4f2a.js", "Accept-Encoding", "gzip");
        assertThat(header(asset, "content-encoding")).isEqualTo("gzip");
        assertThat(header(asset, "vary")).containsIgnoringCase("accept-encoding");
        try (var in = new GZIPInputStream(new ByteArrayInputStream(asset.body()))) {
            assertThat(in.readAllBytes()).isEqualTo(get("/assets/index-4f2a.js").body());
        }
    }

    @Test
    void aPageSaysWhetherItIsForDevelopment() throws Exception {
        var mark = "<meta name=\"beckon-development\" content=\"true\">";
        assertThat(text(get("/", "Accept", BROWSER))).doesNotContain(mark);
        var resources = new PathMatchingResourcePatternResolver();
        var pages = new PagesHttp(resources, PagesHttp.CLIENT, true);
        assertThat(pages.html()).contains(mark + "<title>A client for tests</title>");
    }

    @Test
    void aClientThatIsNotBuiltSaysHowToGetIt() {
        var resources = new PathMatchingResourcePatternResolver();
        var pages = new PagesHttp(resources, "classpath:/nowhere/", false);
        assertThat(pages.files()).isEmpty();
        assertThat(pages.html()).contains("npm run build").doesNotContain("<script");
    }
}
