package dev.beckon.loadtest.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HeardTest {

    private static final Path SAMPLES =
            Path.of(System.getProperty("beckon.root", ".."), "schemas", "samples");

    private final Heard heard = new Heard();

    @Test
    void theMembersOfTheMessageAreReadAndNotThoseWithin() throws Exception {
        read(Files.readString(SAMPLES.resolve("socket-server-message.OFFER.json")));
        assertThat(heard.type()).isEqualTo("OFFER");
        assertThat(heard.orderId())
                .isEqualTo(UUID.fromString("0196f0c2-5b1e-7c3a-9d41-2f6a8e10b7c4"));
        assertThat(heard.offerId())
                .isEqualTo(UUID.fromString("e4b7a1c8-6d3f-4f52-b90e-7a8c5d2f1e63"));

        read(
                "{\"order\":{\"orderId\":\"x\",\"type\":\"y\"},\"reason\":\"EXPIRED\",\"type\":\"OFFER_CLOSED\"}");
        assertThat(heard.type()).isEqualTo("OFFER_CLOSED");
        assertThat(heard.orderId()).isNull();
        assertThat(heard.offerId()).isNull();
        assertThat(heard.reason()).isEqualTo("EXPIRED");
    }

    @Test
    void aLongMessageIsReadWhole() {
        read("{\"note\":\"" + "x".repeat(50_000) + "\",\"type\":\"NO_DRIVER_FOUND\"}");
        assertThat(heard.type()).isEqualTo("NO_DRIVER_FOUND");
    }

    private void read(String message) {
        heard.read(Unpooled.copiedBuffer(message, StandardCharsets.UTF_8));
    }
}
