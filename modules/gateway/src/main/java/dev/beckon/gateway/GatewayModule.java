package dev.beckon.gateway;

import dev.beckon.contracts.driver.DriverShift;
import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.order.OrderReply;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.kafka.ConnectionKafka.Haste;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.kafka.TailKafka;
import dev.beckon.platform.kafka.WriterKafka;
import dev.beckon.platform.redis.Limits;
import dev.beckon.platform.redis.RedisCircuit;
import dev.beckon.platform.security.Tokens;
import dev.beckon.routing.TimeScaleProperties;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/** The role {@code gateway}: sockets, and this node's memory of the log. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
@EnableConfigurationProperties({
    GatewayProperties.class,
    GatewayLimitsProperties.class,
    TimeScaleProperties.class
})
public class GatewayModule {

    /** With Tomcat's own 8 KiB an idle socket costs four times the heap. */
    private static final String BUFFER_BYTES = "1024";

    /** What may wait for Kafka before it is thinned. */
    private static final int MANY_SIGNALS = 500;

    private static final Executor VIRTUAL = command -> Thread.ofVirtual().start(command);

    static {
        // Read once, when Tomcat's classes are loaded.
        System.setProperty("org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE", BUFFER_BYTES);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> smallSocketBuffers() {
        return factory ->
                factory.addConnectorCustomizers(
                        connector -> {
                            connector.setProperty("socket.appReadBufSize", BUFFER_BYTES);
                            connector.setProperty("socket.appWriteBufSize", BUFFER_BYTES);
                        });
    }

    @Bean
    Clients gatewayClients() {
        return new Clients();
    }

    @Bean
    Pending gatewayPending() {
        return new Pending();
    }

    @Bean
    MemoryService gatewayMemory(Clients clients, Pending pending, InstantSource clock) {
        return new MemoryService(clients, pending, VIRTUAL, clock);
    }

    @Bean
    FactsKafka gatewayFacts(WriterKafka writer) {
        return new FactsKafka(writer);
    }

    @Bean
    SignalsService gatewaySignalling(FactsKafka facts) {
        return new SignalsService(MANY_SIGNALS, facts::tell);
    }

    @Bean
    PresenceService gatewayPresence(
            Clients clients,
            FactsKafka facts,
            SignalsService log,
            InstantSource clock,
            TimeScaleProperties scale) {
        return new PresenceService(clients, facts, log, VIRTUAL, clock, scale.timeScale());
    }

    @Bean
    CommandService gatewayCommands(
            MemoryService memory,
            Pending pending,
            PresenceService presence,
            CityService city,
            FactsKafka facts,
            Limits limits,
            GatewayLimitsProperties rates,
            InstantSource clock) {
        var positions = limits.of("positions", rates.positions());
        return new CommandService(memory, pending, presence, city, facts, positions, clock);
    }

    @Bean
    CityService gatewayCity(MemoryService memory, InstantSource clock) {
        return new CityService(memory, clock);
    }

    @Bean
    TailsKafka gatewayTails(
            MemoryService memory, Pending pending, PresenceService presence, CityService city) {
        return new TailsKafka(memory, pending, presence, city);
    }

    @Bean
    TailKafka<OrderStatus> gatewayStatuses(KafkaModule.Topics topics, TailsKafka tails) {
        return topics.tail(
                "gateway",
                Topics.ORDER_STATUS,
                TailKafka.From.BEGINNING,
                Haste.AT_ONCE,
                batch -> batch.forEach(tails::onStatus));
    }

    @Bean
    TailKafka<OrderReply> gatewayReplies(KafkaModule.Topics topics, TailsKafka tails) {
        return topics.tail(
                "gateway",
                Topics.ORDER_REPLIES,
                TailKafka.From.END,
                Haste.AT_ONCE,
                batch -> batch.forEach(tails::onReply));
    }

    @Bean
    TailKafka<DriverShift> gatewayShifts(KafkaModule.Topics topics, TailsKafka tails) {
        return topics.tail(
                "gateway",
                Topics.DRIVER_SHIFTS,
                TailKafka.From.BEGINNING,
                Haste.AT_ONCE,
                batch -> batch.forEach(tails::onShift));
    }

    @Bean
    TailKafka<DriverSignal> gatewaySignals(KafkaModule.Topics topics, TailsKafka tails) {
        return topics.tail(
                "gateway",
                Topics.DRIVER_LOCATIONS,
                TailKafka.From.END,
                Haste.GATHERED,
                batch -> batch.forEach(tails::onSignal));
    }

    @Bean
    KeeperService gatewayKeeper(
            GatewayProperties properties,
            Clients clients,
            MemoryService memory,
            Pending pending,
            PresenceService presence,
            CityService city,
            TailKafka<OrderStatus> gatewayStatuses,
            TailKafka<DriverShift> gatewayShifts,
            InstantSource clock) {
        return new KeeperService(
                properties,
                clients,
                memory,
                pending,
                presence,
                city,
                () -> gatewayStatuses.caughtUp() && gatewayShifts.caughtUp(),
                clock);
    }

    @Bean
    GatewayMetrics gatewayMetrics(
            Clients clients, Pending pending, MemoryService memory, SignalsService signals) {
        return new GatewayMetrics(clients, pending, memory, signals);
    }

    /** For the health group {@code readiness}. */
    @Bean
    HealthIndicator gatewayHealth(KeeperService keeper) {
        return () ->
                keeper.isOpen()
                        ? Health.up().build()
                        : Health.outOfService().withDetail("memory", "not built yet").build();
    }

    @Bean
    TicketSocket gatewayTickets(Tokens socketTokens, RedisCircuit redis, KeeperService keeper) {
        return new TicketSocket(socketTokens, new TicketsRedis(redis), keeper::isOpen);
    }

    @Bean
    WsSocket gatewayEndpoint(
            KeeperService keeper,
            CommandService commands,
            PresenceService presence,
            GatewayLimitsProperties rates,
            InstantSource clock) {
        return new WsSocket(keeper, commands, presence, rates, VIRTUAL, clock);
    }

    /** From any origin: a ticket is nothing that a browser would send along by itself. */
    @Bean
    WebSocketConfigurer gatewayEndpoints(WsSocket endpoint, TicketSocket tickets) {
        return registry ->
                registry.addHandler(endpoint, "/ws")
                        .setHandshakeHandler(new PlainHandshakes())
                        .addInterceptors(tickets)
                        .setAllowedOriginPatterns("*");
    }

    /** Takes no extension: compression would cost each socket more than it saves. */
    private static final class PlainHandshakes extends DefaultHandshakeHandler {

        @Override
        protected List<WebSocketExtension> filterRequestedExtensions(
                ServerHttpRequest request,
                List<WebSocketExtension> requested,
                List<WebSocketExtension> supported) {
            return List.of();
        }
    }
}
