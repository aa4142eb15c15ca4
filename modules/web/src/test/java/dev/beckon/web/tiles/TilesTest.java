package dev.beckon.web.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.devservices.DevServices;
import dev.beckon.platform.PlatformModule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** A file of tiles, read as a map reads it. */
class TilesTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final byte[] TILES = new byte[200_000];

    @TempDir static Path folder;

    private static ConfigurableApplicationContext application;
    private static String url = "";

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({PlatformModule.class, TilesModule.class})
    static class App {}

    @BeforeAll
    static void start() throws IOException {
        new Random(1).nextBytes(TILES);
        application = start(Files.write(folder.resolve("made-up.pmtiles"), TILES).toString());
        url = url(application);
    }

    private static ConfigurableApplicationContext start(String file) {
        var services = DevServices.forTests();
        return new SpringApplicationBuilder(App.class)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.main.banner-mode=off",
                        "--logging.level.root=warn",
                        "--spring.kafka.bootstrap-servers=" + services.bootstrapServers(),
                        "--spring.data.redis.url=" + services.redisUri(),
                        "--beckon.tiles.file=" + file);
    }

    private static String url(ConfigurableApplicationContext of) {
        return "http://127.0.0.1:%s/tiles/map.pmtiles"
                .formatted(of.getEnvironment().getProperty("local.server.port"));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static HttpResponse<byte[]> get(String address, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void aRangeIsThatPieceOfTheFile() throws Exception {
        var piece = get(url, "Range", "bytes=100-299", "Accept-Encoding", "gzip");
        assertThat(piece.statusCode()).isEqualTo(206);
        assertThat(piece.body()).isEqualTo(Arrays.copyOfRange(TILES, 100, 300));
        assertThat(header(piece, "content-range")).isEqualTo("bytes 100-299/200000");
        assertThat(header(piece, "etag")).matches("\"[0-9a-f]+-[0-9a-f]+\"");
        assertThat(header(piece, "content-encoding")).isEmpty();
        assertThat(get(url, "Range", "bytes=199990-").body())
                .isEqualTo(Arrays.copyOfRange(TILES, 199_990, 200_000));
        assertThat(get(url, "Range", "bytes=300000-300100").statusCode()).isEqualTo(416);
    }

    @Test
    void theWholeFileIsThereForWhoWantsIt() throws Exception {
        var whole = get(url);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(TILES);
        assertThat(header(whole, "accept-ranges")).isEqualTo("bytes");
        assertThat(header(whole, "cache-control")).isEqualTo("no-cache");
        assertThat(get(url, "If-None-Match", header(whole, "etag")).statusCode()).isEqualTo(304);
    }

    @Test
    void withoutAFileThereIsNone() throws Exception {
        try (var none = start("")) {
            assertThat(get(url(none)).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new TilesProperties("/nowhere/none.pmtiles"))
                .hasMessageContaining("/nowhere/none.pmtiles cannot be read");
    }
}
