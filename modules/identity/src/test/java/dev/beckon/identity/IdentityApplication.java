package dev.beckon.identity;

import dev.beckon.devservices.DevServices;
import dev.beckon.platform.PlatformModule;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** The identity role alone, as a process would run it. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({PlatformModule.class, IdentityModule.class})
class IdentityApplication {

    static final String ADMIN_EMAIL = "admin@beckon.test";
    static final String ADMIN_PASSWORD = "correct horse battery";

    /** Starts one on a port of its own. */
    static ConfigurableApplicationContext start(String... properties) {
        var services = DevServices.forTests();
        return new SpringApplicationBuilder(IdentityApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.main.banner-mode=off",
                        "logging.level.org.jooq=error",
                        "logging.level.org.apache.kafka=warn",
                        "logging.level.org.flywaydb=warn",
                        "spring.kafka.bootstrap-servers=" + services.bootstrapServers(),
                        "spring.datasource.url=" + services.jdbcUrl(),
                        "spring.datasource.username=" + services.jdbcUser(),
                        "spring.datasource.password=" + services.jdbcPassword(),
                        "spring.data.redis.url=" + services.redisUri(),
                        "beckon.identity.argon2.memory-kib=64",
                        "beckon.identity.argon2.iterations=1",
                        "beckon.limits.login.address=100000/1m",
                        "beckon.identity.admin.email=" + ADMIN_EMAIL,
                        "beckon.identity.admin.password=" + ADMIN_PASSWORD)
                .properties(properties)
                .run();
    }
}
