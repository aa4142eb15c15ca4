package dev.beckon.platform.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets of a body through what a request of ours can need: little, and text. The JSON parser would
 * take other encodings, a mark before the text, and characters in more bytes than they have.
 */
final class BodyHttp extends OncePerRequestFilter {

    static final int MAX_BYTES = 64 * 1024;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new Checked(request), response);
    }

    private static final class Checked extends HttpServletRequestWrapper {

        private @Nullable Body body;

        Checked(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (body == null) {
                body = new Body(new ByteArrayInputStream(read()));
            }
            return body;
        }

        private byte[] read() throws IOException {
            var encoding = getHeader(HttpHeaders.CONTENT_ENCODING);
            if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
                throw Problem.of(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "the body must be sent as it is, without a Content-Encoding");
            }
            if (getContentLengthLong() > MAX_BYTES) {
                throw tooLarge();
            }
            byte[] bytes = super.getInputStream().readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw tooLarge();
            }
            check(bytes);
            return bytes;
        }

        private static Problem tooLarge() {
            return Problem.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "the body must have at most %d bytes".formatted(MAX_BYTES));
        }

        private static void check(byte[] bytes) {
            String text;
            try {
                text =
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(bytes))
                                .toString();
            } catch (CharacterCodingException e) {
                throw Problem.badRequest(null, "the body must be UTF-8");
            }
            if (text.startsWith(BYTE_ORDER_MARK) || text.indexOf('\0') >= 0) {
                throw Problem.badRequest(
                        null, "the body must be UTF-8 without a byte order mark, and without NUL");
            }
        }
    }

    private static final class Body extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Body(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("a body is read as a whole");
        }
    }
}
