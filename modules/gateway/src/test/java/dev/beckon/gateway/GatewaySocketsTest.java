package dev.beckon.gateway;

import static dev.beckon.gateway.Player.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.driver.DriverSignal.DriverGone;
import dev.beckon.contracts.driver.DriverSignal.DriverSeen;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.devservices.DevServices;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Who gets in, what may be said, and how it ends. */
class GatewaySocketsTest extends GatewayScene {

    @Test
    void aTicketLetsInOnceAndNothingElseDoes() {
        var user = UUID.randomUUID();
        var ticket = Node.ISSUER.ticket(user, ActorRole.CUSTOMER);
        try (var player = Player.connect(node.port(), ticket)) {
            assertThat(player.isOpen()).isTrue();
            assertRefused(ticket);
        }
        var soon = Instant.now().plusSeconds(30);
        assertRefused("nonsense");
        assertRefused("");
        assertRefused(Node.ISSUER.token(user, ActorRole.CUSTOMER, "beckon-api", soon));
        assertRefused(
                Node.ISSUER.token(
                        user, ActorRole.CUSTOMER, "beckon-socket", Instant.now().minusSeconds(60)));
        assertRefused(new Issuer().ticket(user, ActorRole.CUSTOMER));
    }

    private void assertRefused(String ticket) {
        assertRefused(node, ticket, 401);
    }

    private static void assertRefused(Node by, String ticket, int status) {
        assertThatThrownBy(() -> Player.connect(by.port(), ticket))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(status));
    }

    @Test
    void withoutKeysNoTicketIsCalledBad() {
        try (var other = Node.start(Node.JWKS_URI + "http://127.0.0.1:1/jwks")) {
            assertRefused(other, Node.ISSUER.ticket(UUID.randomUUID(), ActorRole.CUSTOMER), 503);
            assertRefused(other, "nonsense", 401);
        }
    }

    @Test
    void withoutRedisTicketsStillLetIn() {
        var redis = DevServices.forTests().redis();
        redis.kill();
        try (var player = node.customer(UUID.randomUUID())) {
            assertThat(player.isOpen()).isTrue();
        } finally {
            redis.restart();
        }
    }

    /** Its snapshot fails before it is among the clients: nobody will say that it left. */
    @Test
    void whoLeavesWhileJoiningIsNotKept() {
        var order = order();
        var user = order.driver("d1");
        var gone =
                new Client(
                        user,
                        ActorRole.DRIVER,
                        "Dora",
                        new Mailbox(Runnable::run, _ -> false),
                        Instant.now());
        node.bean(KeeperService.class).join(gone);
        soon(() -> !node.bean(Clients.class).has(user));
        signal(order, DriverGone.class);
        node.bean(KeeperService.class).leave(gone);
        node.publish(Topics.DRIVER_LOCATIONS, new DriverSeen(new DriverId(user), order.start()));
        soon(() -> signals(order, DriverSeen.class).size() == 2);
        assertThat(signals(order, DriverGone.class)).as("said once").hasSize(1);
    }

    @Test
    void aReasonMayBeAsLongAsOverHttp() {
        try (var player = node.customer(UUID.randomUUID())) {
            player.say(
                    "{'type':'CANCEL','orderId':'%s','reason':'%s','ref':'x'}"
                            .formatted(UUID.randomUUID(), "r".repeat(301)));
            var refused = player.hears("REFUSED");
            assertThat(refused.path("reason").stringValue()).isEqualTo("BAD_MESSAGE");
            assertThat(refused.path("detail").stringValue()).startsWith("reason must have");
            var order = order();
            node.publish(order.at(1, "PLACED"));
            try (var customer = node.customer(order.customer())) {
                customer.say(
                        "{'type':'CANCEL','orderId':'%s','reason':'%s','ref':'y'}"
                                .formatted(order.order(), "r".repeat(300)));
                assertThat(fact(order, OrderFact.CancelRequested.class).reason()).hasSize(300);
            }
        }
    }

    @Test
    void whoSaysTooMuchIsRefusedAndHeardAgainLater() {
        try (var strict = Node.start("beckon.limits.frames=20/4s");
                var player = strict.customer(UUID.randomUUID())) {
            for (int i = 0; i < 100; i++) {
                player.say("{'type':'PING','ref':'%d'}".formatted(i));
            }
            soon(() -> player.all("PONG").size() + player.all("REFUSED").size() == 100);
            assertThat(player.all("PONG").size()).isBetween(20, 40);
            var refused = player.all("REFUSED").getLast();
            assertThat(refused.path("reason").stringValue()).isEqualTo("TOO_FAST");
            assertThat(refused.path("ref").stringValue()).isEqualTo("99");
            soon(
                    () -> {
                        player.say("{'type':'PING','ref':'later'}");
                        return player.all("PONG")
                                .getLast()
                                .path("ref")
                                .stringValue("")
                                .equals("later");
                    });
            assertThat(player.isOpen()).isTrue();
        }
    }

    @Test
    void aFloodIsEndedAndTheNodeLivesOn() {
        try (var other = node.customer(UUID.randomUUID());
                var flood = node.customer(UUID.randomUUID())) {
            for (int i = 0; i < 20_000 && flood.isOpen(); i++) {
                try {
                    flood.say("{'type':'PING','ref':'%d'}".formatted(i));
                } catch (CompletionException e) {
                    break;
                }
            }
            // Or, where it does not come to reading the answers, as one who reads too slowly.
            assertThat(flood.closeCode()).isIn(1008, 1013);
            assertThat(other.story()).isEqualTo("SNAPSHOT");
        }
    }

    @Test
    void aNodeThatStopsSaysSoAndTakesNobodyIn() {
        try (var other = Node.start();
                var player = other.customer(UUID.randomUUID())) {
            var health = other.bean("gatewayHealth", HealthIndicator.class);
            assertThat(health.health()).extracting(Health::getStatus).isEqualTo(Status.UP);
            other.bean(KeeperService.class).stop();
            assertThat(player.closeCode()).isEqualTo(1012);
            assertThat(health.health())
                    .extracting(Health::getStatus)
                    .isEqualTo(Status.OUT_OF_SERVICE);
            assertRefused(other, Node.ISSUER.ticket(UUID.randomUUID(), ActorRole.CUSTOMER), 503);
        }
    }

    @Test
    void aNodeThatIsClosedSaysSo() {
        try (var other = Node.start();
                var player = other.customer(UUID.randomUUID())) {
            other.close();
            assertThat(player.closeCode()).isEqualTo(1012);
        }
    }

    @Test
    void theHeartbeatKeepsWhoAnswersAndClosesWhoDoesNot() throws IOException {
        var silent = UUID.randomUUID();
        try (var quick =
                        Node.start("beckon.gateway.heartbeat=100ms", "beckon.gateway.silence=10s");
                var alive = quick.customer(UUID.randomUUID());
                var dead = deaf(quick, silent)) {
            soon(() -> quick.bean(Clients.class).has(silent));
            soon(() -> !quick.bean(Clients.class).has(silent));
            assertThat(dead.isConnected()).isTrue();
            assertThat(alive.story()).isEqualTo("SNAPSHOT");
        }
    }

    @Test
    void aSlowReaderIsCutOffAndNobodyElseIsDelayed() throws IOException {
        var order = order();
        var wordy =
                new Statuses(
                        order.order(),
                        order.customer(),
                        order.city(),
                        order.start(),
                        "n".repeat(4_000));
        try (var tab = node.customer(order.customer());
                var slow = deaf(node, order.customer())) {
            soon(() -> node.bean(Clients.class).of(order.customer()).size() == 2);
            int count = 2_000;
            for (int i = 1; i <= count; i++) {
                // Each with another driver, so that each tells the whole order.
                node.publish(
                        wordy.at(
                                i,
                                i % 2 == 0
                                        ? "ACCEPTED d1=ACCEPTED has=d1"
                                        : "ACCEPTED d2=ACCEPTED has=d2"));
                if (i % 10 == 0) {
                    tab.hears("ORDER_ACCEPTED", i - 1);
                }
            }
            soon(() -> node.bean(Clients.class).of(order.customer()).size() == 1);
            assertThat(slow.isConnected()).isTrue();
            assertThat(tab.story()).startsWith("SNAPSHOT ORDER_PLACED ORDER_ACCEPTED");
        }
    }

    /** A client who connects, and then neither reads nor says anything. */
    private static Socket deaf(Node node, UUID user) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", node.port()));
        socket.getOutputStream()
                .write(
                        """
                        GET /ws?ticket=%s HTTP/1.1\r
                        Host: 127.0.0.1\r
                        Connection: Upgrade\r
                        Upgrade: websocket\r
                        Sec-WebSocket-Version: 13\r
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                        \r
                        """
                                .formatted(Node.ISSUER.ticket(user, ActorRole.CUSTOMER))
                                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
