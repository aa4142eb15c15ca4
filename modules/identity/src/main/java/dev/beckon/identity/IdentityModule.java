package dev.beckon.identity;

import dev.beckon.platform.sql.Database;
import dev.beckon.platform.sql.DatabaseProperties;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The identity role: accounts, tokens and roles. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties({
    IdentityProperties.class,
    DriversProperties.class,
    LoginLimitsProperties.class
})
@Import({AuthHttp.class, TokensHttp.class})
public class IdentityModule {

    private static final int CONNECTIONS = 3;

    @Bean
    Database identityDatabase(DatabaseProperties properties) {
        return Database.open(properties, "identity", CONNECTIONS);
    }

    @Bean
    TokensService tokensService(
            Database identityDatabase, IdentityProperties properties, InstantSource clock) {
        return new TokensService(identityDatabase, properties.accessToken(), clock);
    }

    @Bean
    AccountsService accountsService(
            Database identityDatabase,
            IdentityProperties properties,
            DriversProperties drivers,
            InstantSource clock) {
        var accounts =
                new AccountsService(
                        identityDatabase,
                        new PasswordSecurity(properties.argon2()),
                        drivers.approval(),
                        clock);
        var admin = properties.admin();
        if (admin != null) {
            ensure(admin, accounts);
        }
        return accounts;
    }

    private static void ensure(IdentityProperties.Admin admin, AccountsService accounts) {
        var email = Email.normalise(admin.email());
        var password = new Secret(admin.password());
        if (!Email.valid(email)) {
            throw new IllegalStateException("beckon.identity.admin.email is no e-mail address");
        }
        if (!PasswordSecurity.acceptable(password)) {
            throw new IllegalStateException(
                    "beckon.identity.admin.password must have " + PasswordSecurity.LENGTH);
        }
        accounts.ensureAdmin(email, password);
    }
}
