package dev.beckon.city.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.Refusal;
import dev.beckon.contracts.socket.ClientMessage;
import dev.beckon.contracts.socket.ServerMessage;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WireTest {

    private static final String ID = "7b1c9d2e-0000-4000-8000-000000000001";

    @Test
    void readsMessages() {
        assertThat(
                        Wire.message(
                                """
                                {"type":"ORDER_DELIVERED","at":"2026-01-02T03:04:05.678Z",
                                 "subject":"order/ID","orderId":"ID","version":9,"new":true}
                                """
                                        .replace("ID", ID)))
                .isEqualTo(
                        new ServerMessage.OrderDelivered(
                                Instant.parse("2026-01-02T03:04:05.678Z"), OrderId.of(ID), 9));
        assertThat(
                        Wire.message(
                                """
                                {"type":"REFUSED","at":"2026-01-02T03:04:05Z","ref":"r1",
                                 "reason":"OFFER_EXPIRED","detail":"too late"}
                                """))
                .isEqualTo(
                        new ServerMessage.Refused(
                                Instant.parse("2026-01-02T03:04:05Z"),
                                "r1",
                                Refusal.OFFER_EXPIRED,
                                "too late"));
    }

    @Test
    void ignoresTypesOfLaterVersions() {
        assertThat(Wire.message("{\"type\":\"CHAT\",\"at\":\"2026-01-02T03:04:05Z\"}")).isNull();
    }

    @Test
    void writesMessagesWithoutWhatIsNotThere() {
        assertThat(Wire.write(new ClientMessage.OfferReceived(OfferId.of(ID))))
                .isEqualTo("{\"type\":\"OFFER_RECEIVED\",\"offerId\":\"%s\"}".formatted(ID));
        assertThat(Wire.write(new ClientMessage.Location(52.5, 16.25, null, null, null, null)))
                .isEqualTo("{\"type\":\"LOCATION\",\"lat\":52.5,\"lng\":16.25}");
    }

    @Test
    void noticesAnOrderThatGoesBackInTime() {
        Versions versions = new Versions();
        Instant at = Instant.EPOCH;
        OrderId order = OrderId.of(ID);

        assertThat(versions.check(new ServerMessage.Searching(at, order, 2, 1, null))).isNull();
        assertThat(versions.check(new ServerMessage.OrderDelivered(at, order, 5))).isNull();
        assertThat(versions.check(new ServerMessage.OrderDelivered(at, order, 5))).isNull();
        assertThat(versions.check(new ServerMessage.DriverLocation(at, order, 4, 52, 16))).isNull();
        assertThat(versions.check(new ServerMessage.DriverArrived(at, order, 4)))
                .contains("went back from version 5 to 4");
    }
}
