package dev.beckon.gateway;

import static dev.beckon.gateway.Player.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.driver.DriverSignal.DriverLocated;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderReply;
import dev.beckon.contracts.order.OrderReply.Outcome;
import dev.beckon.contracts.order.Refusal;
import dev.beckon.contracts.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad input at the door of sockets. A row is what may come: it is refused by name, or ends this one
 * socket with a code that says why; nothing is recorded, and the others do not notice.
 */
class BadFramesTest extends GatewayScene {

    private Player bystander;

    private Statuses mine;

    @BeforeEach
    void drawAnOrder() {
        mine = order();
    }

    @BeforeAll
    void connectABystander() {
        bystander = node.driver(UUID.randomUUID());
    }

    @AfterEach
    void nobodyElseNoticed() {
        assertThat(bystander.story()).isEqualTo("SNAPSHOT");
        assertThat(bystander.isOpen()).isTrue();
    }

    private static String ticket() {
        return Node.ISSUER.ticket(UUID.randomUUID(), ActorRole.DRIVER);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    hello                                           | - | this is not JSON
                    ``                                              | - | a JSON value is needed
                    {                                               | - | this is not JSON
                    null                                            | - | a JSON object is needed
                    7                                               | - | -
                    'PING'                                          | - | -
                    ['PING']                                        | - | -
                    {'ref':'x'}                                     | x | type is missing
                    {'type':null,'ref':'x'}                         | x | type
                    {'type':7,'ref':'x'}                            | x | type 7 is unknown
                    {'type':'','ref':'x'}                           | x | type
                    {'type':'DANCE','ref':'x'}                      | x | type DANCE is unknown
                    {'type':'ping','ref':'x'}                       | x | type ping is unknown
                    {'type':'ACK','ref':'x'}                        | x | type ACK is unknown
                    {'type':'PING','ref':'x'}{}                     | - | nothing must come after
                    {'type':'PING','ref':'x'} x                     | - | this is not JSON
                    {'type':'PING','type':'PING','ref':'x'}         | - | type
                    {'type':'PING','ref':'x','ref':'y'}             | - | ref is there twice
                    {'type':'PING','ref':'x','more':1}              | x | unknown field more; known are
                    {'type':'PING','ref':7}                         | - | ref must be a string
                    {'type':'PING','ref':'a\\u0000'}                | - | ref must not contain control
                    {'type':'PING','ref':'a\\ud800'}                | - | ref must not contain half
                    {'type':'PING','ref':[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]} | - | -
                    {'type':'CANCEL','ref':'x'}                     | x | orderId is missing
                    {'type':'CANCEL','orderId':'7','ref':'x'}       | x | orderId
                    {'type':'CANCEL','orderId':7,'ref':'x'}         | x | orderId must be a string
                    {'type':'CANCEL','orderId':null,'ref':'x'}      | x | orderId must not be null
                    {'type':'ACCEPT_OFFER','ref':'x'}               | x | offerId is missing
                    {'type':'ACCEPT_OFFER','offerId':'x','ref':'x'} | x | offerId
                    {'type':'SHIFT','ref':'x'}                      | x | state is missing
                    {'type':'SHIFT','state':'BUSY','ref':'x'}       | x | state must be one of ONLINE, OFFLINE
                    {'type':'SHIFT','state':0,'ref':'x'}            | x | state must be one of ONLINE, OFFLINE
                    {'type':'LOCATION','lng':2.0}                   | - | lat is missing
                    {'type':'LOCATION','lat':1.0,'lng':2.0,'ref':'x'} | x | unknown field ref
                    {'type':'LOCATION','lat':1.0,'lng':2.0,'driverId':'x'} | - | unknown field driverId
                    {'type':'LOCATION','lat':NaN,'lng':2.0}         | - | lat: this is not JSON
                    {'type':'LOCATION','lat':Infinity,'lng':2.0}    | - | lat: this is not JSON
                    {'type':'LOCATION','lat':'NaN','lng':2.0}       | - | lat must be a number
                    {'type':'LOCATION','lat':'-Infinity','lng':2.0} | - | lat must be a number
                    {'type':'LOCATION','lat':1e999,'lng':2.0}       | - | lat must be a finite number
                    {'type':'LOCATION','lat':'1','lng':2.0}         | - | lat must be a number
                    {'type':'LOCATION','lat':null,'lng':2.0}        | - | lat must not be null
                    {'type':'LOCATION','lat':true,'lng':2.0}        | - | lat must be a number
                    {'type':'LOCATION','lat':90.0001,'lng':2.0}     | - | lat must be -90 to 90 degrees
                    {'type':'LOCATION','lat':-90.0001,'lng':2.0}    | - | lat must be -90 to 90 degrees
                    {'type':'LOCATION','lat':1.0,'lng':180.0001}    | - | lng must be -180 to 180 degrees
                    {'type':'LOCATION','lat':1.0,'lng':-180.0001}   | - | lng must be -180 to 180 degrees
                    {'type':'LOCATION','lat':-122.4,'lng':37.8}     | - | lat must be -90 to 90 degrees
                    {'type':'LOCATION','lat':1.0,'lng':2.0,'accuracy':-1}  | - | accuracy must be 0 to
                    {'type':'LOCATION','lat':1.0,'lng':2.0,'accuracy':'NaN'} | - | accuracy must be a number
                    {'type':'LOCATION','lat':1.0,'lng':2.0,'heading':360.1} | - | heading must be 0 to 360
                    {'type':'LOCATION','lat':1.0,'lng':2.0,'speed':1e999}  | - | speed must be a finite number
                    {'type':'LOCATION','lat':1.0,'lng':2.0,'at':1}         | - | at must be a time such as
                    {'type':'LOCATION','lat':1.0,'lng':2.0,'at':'now'}     | - | at must be a time such as
                    {'type':'LOCATION','lat':1.0,'lng':2.0,'at':'9999-01-01T00:00:00Z'} | - | at must not be in the future
                    {'type':'LOCATION','lat':1.0,'lng':2.0,'at':'+1000000000-12-31T23:59:59Z'} | - | at must not be in the future
                    {'type':'LOCATION','lat':1.0,'lng':2.0,'at':'-1000000000-01-01T00:00:00Z'} | - | at must not be older
                    """)
    void aMessageThatIsNone(String text, String ref, String says) {
        try (var driver = node.driver(mine.driver("d1"))) {
            driver.say(text);
            var refused = driver.hears("REFUSED");
            assertThat(refused.path("reason").stringValue()).isEqualTo("BAD_MESSAGE");
            assertThat(refused.path("ref").stringValue("-")).isEqualTo(ref);
            assertThat(refused.path("detail").stringValue())
                    .contains(says.equals("-") ? "" : says)
                    .hasSizeLessThan(300)
                    .doesNotContain("dev.beckon", "java.", "tools.jackson");
            assertOnlyTheNextIsTaken(driver);
            assertThat(driver.story()).isEqualTo("SNAPSHOT REFUSED");
        }
    }

    /** A driver's positions share a partition: whatever was taken before it would be there. */
    private void assertOnlyTheNextIsTaken(Player driver) {
        driver.say("{'type':'LOCATION','lat':-0.0,'lng':1e-400}");
        assertThat(signal(mine, DriverLocated.class).lng()).isZero();
        assertThat(signals(mine, DriverLocated.class)).hasSize(1);
        var id = mine.driver("d1");
        assertThat(node.seen().orderFacts()).noneMatch(fact -> id.equals(fact.actor().id()));
        assertThat(node.seen().driverFacts()).noneMatch(fact -> id.equals(fact.actor().id()));
    }

    static Stream<Arguments> longMessages() {
        return Stream.of(
                Arguments.of("a name", "{'%s':1}", 2_000, "too long"),
                Arguments.of(
                        "digits", "{'type':'LOCATION','lat':1.%s,'lng':1.0}", 2_000, "too long"),
                Arguments.of("a type", "{'type':'%s'}", 8_000, "is unknown"),
                Arguments.of(
                        "a reason",
                        "{'type':'CANCEL','orderId':'" + UUID.randomUUID() + "','reason':'%s'}",
                        301,
                        "reason must have at most 300 characters, not 301"),
                Arguments.of(
                        "depth",
                        "{'type':'CANCEL','orderId':" + "[".repeat(4_000) + "%s}",
                        1,
                        "orderId"),
                Arguments.of("more depth", "[".repeat(8_000) + "%s", 1, ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("longMessages")
    void aMessageWithTooMuch(String name, String text, int length, String says) {
        try (var driver = node.driver(mine.driver("d1"))) {
            driver.say(text.formatted("1".repeat(length)));
            var refused = driver.hears("REFUSED");
            assertThat(refused.path("reason").stringValue()).isEqualTo("BAD_MESSAGE");
            assertThat(refused.path("detail").stringValue()).contains(says).hasSizeLessThan(300);
            assertOnlyTheNextIsTaken(driver);
        }
    }

    @Test
    void eightKibibytesPassAndMoreDoNot() {
        var longest = "{\"type\":\"PING\",\"ref\":\"%s\"}";
        int room = 8 * 1024 - longest.length() + 2;
        try (var player = node.customer(UUID.randomUUID())) {
            player.say(longest.formatted("x".repeat(room)));
            assertThat(player.hears("PONG").path("ref").stringValue()).hasSize(room);
            player.say(longest.formatted("x".repeat(room + 1)));
            assertThat(player.closeCode()).isEqualTo(1009);
        }
    }

    private static byte[] text(int... bytes) {
        var payload = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            payload[i] = (byte) bytes[i];
        }
        return payload;
    }

    private static byte[] close(int code) {
        return Wire.frame(Wire.CLOSE, text(code >> 8, code));
    }

    static Stream<Arguments> frames() {
        var kibibyte = "x".repeat(1024);
        var fragments =
                Collections.nCopies(9, Wire.frame(Wire.MORE, kibibyte)).toArray(byte[][]::new);
        return Stream.of(
                Arguments.of("binary", Wire.frame(Wire.BINARY, "{}"), 1008),
                Arguments.of("binary, begun", Wire.frame(0x02, kibibyte), 1008),
                Arguments.of("half a character", Wire.frame(Wire.TEXT, text(0xC3, 0x28)), 1007),
                Arguments.of("overlong", Wire.frame(Wire.TEXT, text(0xC0, 0xAF)), 1007),
                Arguments.of("a surrogate", Wire.frame(Wire.TEXT, text(0xED, 0xA0, 0x80)), 1007),
                Arguments.of(
                        "beyond Unicode",
                        Wire.frame(Wire.TEXT, text(0xF5, 0x80, 0x80, 0x80)),
                        1007),
                Arguments.of("cut in a character", Wire.frame(Wire.TEXT, text(0x22, 0xC3)), 1007),
                Arguments.of("8 KiB and 1", Wire.frame(Wire.TEXT, "x".repeat(8 * 1024 + 1)), 1009),
                Arguments.of(
                        "8 KiB in characters, more in bytes",
                        Wire.frame(Wire.TEXT, "é".repeat(8 * 1024)),
                        1009),
                Arguments.of(
                        "in fragments",
                        Wire.all(Wire.frame(Wire.BEGUN_TEXT, kibibyte), Wire.all(fragments)),
                        1009),
                Arguments.of(
                        "of a gigabyte, it says",
                        Wire.frame(
                                Wire.TEXT,
                                1L << 30,
                                "x".repeat(32 * 1024).getBytes(StandardCharsets.UTF_8)),
                        1009),
                Arguments.of(
                        "of 2^63 bytes, it says",
                        Wire.frame(Wire.TEXT, 1L << 63, text(0x22)),
                        1002),
                Arguments.of("unmasked", text(0x81, 0x01, 0x37), 1002),
                Arguments.of("a reserved bit", Wire.frame(0xC1, "7"), 1002),
                Arguments.of("of an unknown kind", Wire.frame(0x83, "7"), 1002),
                Arguments.of("the end of nothing", Wire.frame(Wire.LAST, "7"), 1002),
                Arguments.of(
                        "begun twice",
                        Wire.all(
                                Wire.frame(Wire.BEGUN_TEXT, "7"), Wire.frame(Wire.BEGUN_TEXT, "7")),
                        1002),
                Arguments.of("a ping in parts", Wire.frame(0x09, "7"), 1002),
                Arguments.of("a long ping", Wire.frame(Wire.PING, "x".repeat(126)), 1002),
                Arguments.of("an end of one byte", Wire.frame(Wire.CLOSE, text(3)), 1002),
                Arguments.of("an end with 999", close(999), 1002),
                Arguments.of("an end with 1005", close(1005), 1002),
                Arguments.of("an end with 1006", close(1006), 1002),
                Arguments.of("an end with 65535", close(65_535), 1002),
                Arguments.of("an end with 4000", close(4_000), 4_000),
                Arguments.of("an end without a word", Wire.frame(Wire.CLOSE, ""), 1000));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("frames")
    void aFrameThatIsNone(String name, byte[] frames, int code) throws IOException {
        var id = mine.driver("d1");
        try (var wire =
                Wire.joined(node.port(), Node.ISSUER.ticket(id, ActorRole.DRIVER)).send(frames)) {
            assertThat(wire.closeCode()).isEqualTo(code);
        }
        soon(() -> !node.bean(Clients.class).has(id));
        try (var driver = node.driver(id)) {
            assertOnlyTheNextIsTaken(driver);
        }
    }

    @Test
    void manyFramesThatSayNothing() throws IOException {
        var nothing = Collections.nCopies(400, Wire.frame(Wire.MORE, "")).toArray(byte[][]::new);
        var ping = Wire.frame(Wire.PING, "x".repeat(125));
        var pings = Collections.nCopies(5_000, ping).toArray(byte[][]::new);
        try (var wire = Wire.joined(node.port(), ticket())) {
            wire.send(Wire.frame(Wire.BEGUN_TEXT, "{\"type\":\"PING\","))
                    .send(Wire.all(nothing))
                    .send(Wire.frame(Wire.LAST, "\"ref\":\"a\"}"));
            assertThat(wire.readText()).contains("PONG", "\"a\"");
            wire.send(Wire.all(pings)).send(Wire.frame(Wire.TEXT, "{\"type\":\"PING\"}"));
            assertThat(wire.readText()).contains("PONG");
        }
    }

    @Test
    void aFloodOfPartsIsAFlood() throws IOException {
        var parts = Collections.nCopies(5_000, Wire.frame(Wire.MORE, "")).toArray(byte[][]::new);
        try (var wire = Wire.joined(node.port(), ticket())) {
            wire.send(Wire.frame(Wire.BEGUN_TEXT, "{")).send(Wire.all(parts));
            assertThat(wire.closeCode()).isEqualTo(1008);
        }
    }

    static Stream<Arguments> handshakes() {
        return Stream.of(
                Arguments.of("a frame", Wire.frame(Wire.TEXT, "{\"type\":\"PING\"}"), 400),
                Arguments.of("garbage", text(0, 1, 2, 3, 13, 10, 13, 10), 400),
                Arguments.of("TLS", text(0x16, 3, 1, 0, 5, 1, 0, 0, 1, 3, 13, 10, 13, 10), 400),
                Arguments.of("no upgrade", Wire.handshake("GET", ticket(), "Upgrade: h2c"), 400),
                Arguments.of("a keep-alive", Wire.handshake("GET", ticket(), "Connection: x"), 400),
                Arguments.of(
                        "another version",
                        Wire.handshake("GET", ticket(), "Sec-WebSocket-Version: 8"),
                        426),
                Arguments.of(
                        "a key that is none",
                        Wire.handshake("GET", ticket(), "Sec-WebSocket-Key: x"),
                        400),
                Arguments.of("no key", Wire.handshake("GET", ticket(), "Sec-WebSocket-Key:"), 400),
                Arguments.of("a POST", Wire.handshake("POST", ticket(), "Content-Length: 0"), 405),
                Arguments.of("no ticket", Wire.handshake("GET", "", ""), 401),
                Arguments.of("a bad escape", Wire.handshake("GET", "%zz", ""), 401),
                Arguments.of("not UTF-8", Wire.handshake("GET", "%ff%00", ""), 401),
                Arguments.of("a long ticket", Wire.handshake("GET", "t".repeat(7_000), ""), 401),
                Arguments.of("a longer one", Wire.handshake("GET", "t".repeat(20_000), ""), 400),
                Arguments.of(
                        "an origin that is none",
                        Wire.handshake("GET", "x", "Origin: :// %zz"),
                        401));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("handshakes")
    void aHandshakeThatIsNone(String name, byte[] request, int status) throws IOException {
        try (var wire = Wire.open(node.port()).send(request)) {
            assertThat(wire.readAll())
                    .startsWith("HTTP/1.1 " + status)
                    .doesNotContainIgnoringCase("<html", "tomcat", "apache", "\tat ", "\nServer:");
        }
    }

    @Test
    void whoCannotWaitForTheHandshakeIsHeardAfterIt() throws IOException {
        try (var wire = Wire.open(node.port())) {
            wire.send(
                    Wire.all(
                            Wire.handshake("GET", ticket(), ""),
                            Wire.frame(Wire.TEXT, "{\"type\":\"PING\"}")));
            assertThat(wire.readHead()).startsWith("HTTP/1.1 101");
            assertThat(wire.readText()).contains("SNAPSHOT");
            assertThat(wire.readText()).contains("PONG");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    accepted twice        | UNCHANGED |                 | ACK     |
                    accepted late         | REFUSED   | OFFER_EXPIRED   | REFUSED | is over
                    faster was another    | REFUSED   | OFFER_TAKEN     | REFUSED | was faster
                    another's offer       | REFUSED   | NOT_YOURS       | REFUSED | not for you
                    after a cancel        | REFUSED   | ORDER_CANCELLED | REFUSED | was cancelled
                    an offer of nobody's  | REFUSED   | UNKNOWN_OFFER   | REFUSED | no such offer
                    not now               | REFUSED   | WRONG_STATE     | REFUSED | as the order stands
                    """)
    void anAcceptanceThatChangesNothing(
            String name,
            Outcome outcome,
            @Nullable Refusal reason,
            String type,
            @Nullable String says) {
        node.publish(mine.at(1, "OFFERED d1=OPEN"));
        try (var driver = node.driver(mine.driver("d1"))) {
            driver.say(
                    "{'type':'ACCEPT_OFFER','offerId':'%s','ref':'x'}".formatted(mine.offer("d1")));
            var fact = fact(mine, OrderFact.OfferAnswered.class);
            node.publish(
                    Topics.ORDER_REPLIES,
                    new OrderReply(
                            fact.id(), mine.order(), Instant.now(), "x", outcome, reason, 1));
            var told = driver.hears(type);
            assertThat(told.path("ref").stringValue()).isEqualTo("x");
            assertThat(told.path("reason").stringValue(null))
                    .isEqualTo(reason == null ? null : reason.name());
            assertThat(told.path("detail").stringValue("")).contains(says == null ? "" : says);
        }
    }
}
