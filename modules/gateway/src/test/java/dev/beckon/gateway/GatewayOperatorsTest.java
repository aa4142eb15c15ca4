package dev.beckon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What operators hear on any node. */
class GatewayOperatorsTest extends GatewayScene {

    @Test
    void everyOperatorHearsOfLostDriversAndNobodyElseDoes() {
        var order = order();
        try (var other = Node.start();
                var one = node.admin(UUID.randomUUID());
                var another = other.admin(UUID.randomUUID());
                var customer = node.customer(order.customer())) {
            node.publish(order.at(5, "ACCEPTED d1=ACCEPTED has=d1"));
            node.publish(order.at(7, "SEARCHING d1=LOST"));
            node.publish(order.at(9, "ACCEPTED d1=LOST d2=ACCEPTED has=d2"));
            node.publish(order.at(11, "PICKED_UP d1=LOST d2=ACCEPTED has=d2!"));
            for (var operator : new Player[] {one, another}) {
                var first = operator.hears("DRIVER_LOST");
                assertThat(first.path("driverId").stringValue())
                        .isEqualTo(order.driver("d1").toString());
                assertThat(first.path("withGoods").booleanValue()).isFalse();
                assertThat(first.path("orderId").stringValue()).isEqualTo(order.order().toString());
                assertThat(first.path("version").longValue()).isEqualTo(7);
                var second = operator.hears("DRIVER_LOST", 1);
                assertThat(second.path("driverId").stringValue())
                        .isEqualTo(order.driver("d2").toString());
                assertThat(second.path("withGoods").booleanValue()).isTrue();
                assertThat(operator.story()).isEqualTo("SNAPSHOT DRIVER_LOST DRIVER_LOST");
            }
            customer.hears("ORDER_PICKED_UP");
            assertThat(customer.story()).doesNotContain("DRIVER_LOST");

            try (var late = node.admin(UUID.randomUUID())) {
                assertThat(late.hears("DRIVER_LOST").path("driverId").stringValue())
                        .isEqualTo(order.driver("d2").toString());
                assertThat(late.story()).isEqualTo("SNAPSHOT DRIVER_LOST");
            }
            node.publish(order.at(12, "DELIVERED d1=LOST d2=ACCEPTED has=d2"));
            customer.hears("ORDER_DELIVERED");
            try (var later = node.admin(UUID.randomUUID())) {
                assertThat(later.story()).isEqualTo("SNAPSHOT");
            }
        }
    }
}
