package dev.beckon.web.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** One page for all addresses, which is the client, and the files that it is made of. */
final class PagesHttp {

    /** Where the build puts the client. */
    static final String CLIENT = "classpath:/web-client/";

    /** Those whose names change with their content. */
    static final String ASSETS = "/assets/";

    private static final String INDEX = "index.html";

    /** Browsed too, and not the client's. */
    private static final Set<String> OTHERS =
            Set.of("docs", "swagger-ui", "openapi.json", "actuator", "error", "ws", "tiles");

    private static final Pattern HOST = Pattern.compile("[\\w.:\\[\\]-]+");

    private static final String NOT_BUILT =
            """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Beckon</title>
            <h1>Beckon</h1>
            <p>The API is here; the web client is not built. With Node.js, <code>./beckon up</code>
            builds it by itself, and so do <code>npm ci && npm run build</code> in
            <code>web-client</code> before the build of the application.</p>
            <p><a href="/docs">The API's documentation</a></p>
            </html>
            """;

    /** By it the client knows that it may offer what is for development only. */
    private static final String DEVELOPMENT = "<meta name=\"beckon-development\" content=\"true\">";

    private final String page;
    private final String tag;
    private final Set<String> files;

    /**
     * @param client where the client is, if it is built
     * @param development whether this is no installation that anybody relies on
     */
    PagesHttp(ResourcePatternResolver resources, String client, boolean development) {
        try {
            var index = resources.getResource(client + INDEX);
            var html =
                    index.exists() ? index.getContentAsString(StandardCharsets.UTF_8) : NOT_BUILT;
            page = development ? html.replaceFirst("<title>", DEVELOPMENT + "<title>") : html;
            files =
                    index.exists()
                            ? Arrays.stream(resources.getResources(client + "*.*"))
                                    .map(Resource::getFilename)
                                    .flatMap(Stream::ofNullable)
                                    .map(name -> "/" + name)
                                    .filter(path -> !path.equals("/" + INDEX))
                                    .collect(Collectors.toUnmodifiableSet())
                            : Set.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tag =
                "W/\"%s\""
                        .formatted(
                                DigestUtils.md5DigestAsHex(page.getBytes(StandardCharsets.UTF_8)));
    }

    String html() {
        return page;
    }

    /** Paths of files beside the page, such as icons. */
    Set<String> files() {
        return files;
    }

    /** Whether the answer is a page, or a file of the client. */
    boolean owns(HttpServletRequest request) {
        var path = request.getRequestURI();
        return isReading(request.getMethod())
                && (path.startsWith(ASSETS) || files.contains(path) || isBrowsed(request));
    }

    /** Whether a browser wants to show what is at an address; programs ask for something else. */
    private static boolean isBrowsed(HttpServletRequest request) {
        return isPage(request.getRequestURI(), request.getHeader(HttpHeaders.ACCEPT));
    }

    static boolean isBrowsed(ServerRequest request) {
        return isReading(request.method().name())
                && isPage(request.path(), request.headers().firstHeader(HttpHeaders.ACCEPT));
    }

    private static boolean isReading(String method) {
        return method.equals(HttpMethod.GET.name()) || method.equals(HttpMethod.HEAD.name());
    }

    private static boolean isPage(String path, @Nullable String accept) {
        return path.equals("/")
                || accept != null
                        && accept.contains(MediaType.TEXT_HTML_VALUE)
                        && !OTHERS.contains(path.split("/", 3)[1]);
    }

    ServerResponse page(ServerRequest request) {
        return request.checkNotModified(tag)
                .orElseGet(
                        () ->
                                ServerResponse.ok()
                                        .contentType(
                                                new MediaType(
                                                        MediaType.TEXT_HTML,
                                                        StandardCharsets.UTF_8))
                                        .cacheControl(CacheControl.noCache())
                                        .eTag(tag)
                                        .body(page));
    }

    /** What a page may do: nothing that is not from here. The map draws what came as blobs. */
    static String policy(HttpServletRequest request) {
        var host = request.getHeader(HttpHeaders.HOST);
        // Not every browser counts sockets of the same host as its own.
        var sockets =
                host == null || !HOST.matcher(host).matches()
                        ? ""
                        : " ws://%1$s wss://%1$s".formatted(host);
        return String.join(
                "; ",
                "default-src 'self'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self' data: blob:",
                "connect-src 'self'" + sockets,
                "worker-src 'self'",
                "object-src 'none'",
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'none'");
    }
}
