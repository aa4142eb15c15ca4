package dev.beckon.platform.security;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every request needs a token, the few below aside; which role it needs stands at the operation
 * ({@code @PreAuthorize}).
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableMethodSecurity
public class SecurityModule {

    private static final String[] OPEN = {
        "/auth/register",
        "/auth/login",
        "/auth/refresh",
        "/auth/logout",
        "/.well-known/jwks.json",
        "/openapi.json",
        "/openapi.json/**",
        "/docs",
        "/docs/**",
        "/swagger-ui/**",
        "/actuator/health",
        "/actuator/health/**",
        "/actuator/prometheus",
        "/error",
        // The ticket is the socket's token.
        "/ws",
    };

    private static final Logger LOG = LoggerFactory.getLogger(SecurityModule.class);
    private static final int RETRY_AFTER_S = 2;

    /** A process that has the identity role may ask itself. */
    private static final String JWKS =
            "${beckon.identity.jwks-uri:http://127.0.0.1:${local.server.port:${server.port:8080}}"
                    + "/.well-known/jwks.json}";

    @Bean
    Tokens apiTokens(Environment environment, InstantSource clock) {
        return tokens(environment, Tokens.Audience.API, clock);
    }

    @Bean
    Tokens socketTokens(Environment environment, InstantSource clock) {
        return tokens(environment, Tokens.Audience.SOCKET, clock);
    }

    private static Tokens tokens(
            Environment environment, Tokens.Audience audience, InstantSource clock) {
        return new Tokens(() -> environment.resolveRequiredPlaceholders(JWKS), audience, clock);
    }

    /** Each filter of the chain would be timed, before and after, at every request. */
    @Bean
    SecurityObservationSettings noSecurityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    CallerHttp callerHttp() {
        return new CallerHttp();
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http, Tokens apiTokens, JsonMapper json)
            throws Exception {
        AuthenticationEntryPoint unknown =
                (request, response, failure) ->
                        answer(
                                json,
                                response,
                                HttpStatus.UNAUTHORIZED,
                                "a valid bearer token is needed");
        AccessDeniedHandler denied =
                (request, response, failure) ->
                        answer(json, response, HttpStatus.FORBIDDEN, "this is not for your role");
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers(OPEN)
                                        .permitAll()
                                        .anyRequest()
                                        .authenticated())
                .oauth2ResourceServer(
                        server ->
                                server.withObjectPostProcessor(unavailable(json, unknown))
                                        .jwt(
                                                jwt ->
                                                        jwt.decoder(apiTokens)
                                                                .jwtAuthenticationConverter(
                                                                        SecurityModule
                                                                                ::authorities))
                                        .authenticationEntryPoint(unknown)
                                        .accessDeniedHandler(denied))
                .exceptionHandling(
                        handling ->
                                handling.authenticationEntryPoint(unknown)
                                        .accessDeniedHandler(denied))
                .build();
    }

    /** Keys that cannot be fetched are our trouble, not the token's. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> unavailable(
            JsonMapper json, AuthenticationEntryPoint unknown) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(
                        (request, response, failure) -> {
                            if (failure instanceof AuthenticationServiceException) {
                                LOG.warn("tokens cannot be checked: {}", failure.getMessage());
                                response.setHeader("Retry-After", Integer.toString(RETRY_AFTER_S));
                                answer(
                                        json,
                                        response,
                                        HttpStatus.SERVICE_UNAVAILABLE,
                                        "tokens cannot be checked just now; try again");
                            } else {
                                unknown.commence(request, response, failure);
                            }
                        });
                return filter;
            }
        };
    }

    private static AbstractAuthenticationToken authorities(Jwt token) {
        return new JwtAuthenticationToken(
                token,
                List.of(new SimpleGrantedAuthority("ROLE_" + token.getClaimAsString("role"))));
    }

    private static void answer(
            JsonMapper json, HttpServletResponse response, HttpStatus status, String detail)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        if (status == HttpStatus.UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        response.getOutputStream()
                .write(json.writeValueAsBytes(ProblemDetail.forStatusAndDetail(status, detail)));
    }
}
