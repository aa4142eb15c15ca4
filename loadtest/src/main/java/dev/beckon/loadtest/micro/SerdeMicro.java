package dev.beckon.loadtest.micro;

import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.socket.ClientMessage;
import dev.beckon.contracts.socket.ServerMessage;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.json.Json;
import dev.beckon.platform.kafka.CloudEvents;
import dev.beckon.platform.kafka.WriterKafka;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What is encoded and decoded for each position, each order and each message. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SerdeMicro {

    private final CloudEvents events = new CloudEvents("/node");
    private final DriverSignal position = Samples.position();
    private final byte[] positionBytes = WriterKafka.encode(position);
    private final OrderStatus status = Samples.status(new OfferId(new UUID(5, 1)));
    private final byte[] statusBytes = WriterKafka.encode(status);
    private final ServerMessage push =
            new ServerMessage.DriverLocation(Samples.AT, Samples.ORDER, 5, 52.520008, 13.404954);
    private final String location =
            "{\"type\":\"LOCATION\",\"lat\":52.520008,\"lng\":13.404954,\"accuracy\":5,\"at\":\"2026-03-01T12:00:00.123Z\"}";

    @Benchmark
    public ClientMessage readLocationOfSocket() {
        return Json.input().readValue(location, ClientMessage.class);
    }

    @Benchmark
    public byte[] writePosition() {
        return WriterKafka.encode(position);
    }

    @Benchmark
    public Object headersOfPosition() {
        return events.headers(Topics.DRIVER_LOCATIONS, position);
    }

    @Benchmark
    public DriverSignal readPosition() {
        return Json.topics().readValue(positionBytes, DriverSignal.class);
    }

    @Benchmark
    public byte[] writeStatus() {
        return WriterKafka.encode(status);
    }

    @Benchmark
    public OrderStatus readStatus() {
        return Json.topics().readValue(statusBytes, OrderStatus.class);
    }

    @Benchmark
    public String writePush() {
        return Json.topics().writeValueAsString(push);
    }
}
