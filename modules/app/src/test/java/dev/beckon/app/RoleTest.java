package dev.beckon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.launcher.RoleName;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class RoleTest {

    @Test
    void theLauncherKnowsTheRolesOfTheApplication() {
        assertThat(EnumSet.complementOf(EnumSet.of(RoleName.ALL)))
                .extracting(Enum::name)
                .containsExactlyElementsOf(
                        EnumSet.allOf(Role.class).stream().map(Enum::name).toList());
    }

    @Test
    void aListNamesThemInAnyCase() {
        assertThat(Role.parse("Gateway, orders")).containsExactly(Role.GATEWAY, Role.ORDERS);
        assertThat(Role.parse("all")).containsExactlyElementsOf(EnumSet.allOf(Role.class));
    }

    @Test
    void whatIsNoRoleIsToldThoseThatAre() {
        assertThatThrownBy(() -> Role.parse("orders,matcher"))
                .hasMessageContaining("'matcher' is no role")
                .hasMessageContaining("dispatcher");
    }
}
