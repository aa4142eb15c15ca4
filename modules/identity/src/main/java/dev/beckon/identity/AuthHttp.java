package dev.beckon.identity;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.platform.http.Check;
import dev.beckon.platform.http.Problem;
import dev.beckon.platform.http.Refuses;
import dev.beckon.platform.redis.Limit;
import dev.beckon.platform.redis.Limits;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Registration, login and what follows it. */
@RestController
@RequestMapping("/auth")
class AuthHttp {

    private static final int NAME_MAX = 100;

    private final AccountsService accounts;
    private final TokensService tokens;
    private final Limit perEmail;
    private final Limit perAddress;

    AuthHttp(
            AccountsService accounts,
            TokensService tokens,
            Limits limits,
            LoginLimitsProperties rates) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.perEmail = limits.of("login.email", rates.email());
        this.perAddress = limits.of("login.address", rates.address());
    }

    /** What anybody may register as; an administrator is made by configuration. */
    enum OpenRole {
        CUSTOMER,
        DRIVER
    }

    @Schema(
            example =
                    """
                    {"email": "ada@example.org", "password": "correct horse battery",
                     "name": "Ada", "role": "CUSTOMER"}
                    """)
    record Registration(String email, Secret password, String name, OpenRole role) {}

    @Schema(
            example =
                    """
                    {"email": "ada@example.org", "password": "correct horse battery"}
                    """)
    record Login(String email, Secret password) {}

    record Refresh(Secret refreshToken) {}

    record User(UUID id, String email, String name, ActorRole role) {

        static User of(Account account) {
            return new User(account.id(), account.email(), account.name(), account.role());
        }
    }

    /**
     * A new account.
     *
     * @param approved false: a driver who has to wait for an administrator
     */
    record Registered(UUID id, String email, String name, ActorRole role, boolean approved) {}

    /**
     * An open session.
     *
     * @param expiresIn seconds that the access token is good for
     */
    record LoggedIn(Secret accessToken, Secret refreshToken, long expiresIn, User user) {}

    @Operation(summary = "Open an account")
    @Refuses(409)
    @PostMapping("/register")
    @ResponseStatus(HttpStatus.CREATED)
    @SecurityRequirements
    Registered register(HttpServletRequest request, @RequestBody Registration body) {
        var email = Email.normalise(body.email());
        if (!Email.valid(email)) {
            throw Problem.badRequest("email", "email must be an e-mail address");
        }
        if (!PasswordSecurity.acceptable(body.password())) {
            throw Problem.badRequest("password", "password must have " + PasswordSecurity.LENGTH);
        }
        var name = Check.text("name", body.name(), 1, NAME_MAX);
        var role = ActorRole.valueOf(body.role().name());
        perAddress.check(request.getRemoteAddr());
        var account = accounts.register(email, body.password(), name, role);
        return new Registered(
                account.id(), account.email(), account.name(), account.role(), account.approved());
    }

    @Operation(summary = "Open a session")
    @Refuses({401, 403})
    @PostMapping("/login")
    @SecurityRequirements
    LoggedIn login(HttpServletRequest request, @RequestBody Login body) {
        var email = Email.normalise(body.email());
        perAddress.check(request.getRemoteAddr());
        perEmail.check(email);
        return loggedIn(accounts.login(email, body.password()));
    }

    @Operation(summary = "Renew the tokens; a refresh token is good once")
    @Refuses(401)
    @PostMapping("/refresh")
    @SecurityRequirements
    LoggedIn refresh(@RequestBody Refresh body) {
        return loggedIn(accounts.refresh(body.refreshToken()));
    }

    private LoggedIn loggedIn(AccountsService.Session session) {
        return new LoggedIn(
                new Secret(tokens.access(session.account())),
                session.refreshToken(),
                tokens.accessValid().toSeconds(),
                User.of(session.account()));
    }

    @Operation(summary = "End a session")
    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @SecurityRequirements
    void logout(@RequestBody Refresh body) {
        accounts.logout(body.refreshToken());
    }

    @Operation(summary = "Let a driver in who registered")
    @PostMapping("/accounts/{id}/approve")
    @PreAuthorize("hasRole('ADMIN')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void approve(@PathVariable UUID id) {
        accounts.approve(id);
    }
}
