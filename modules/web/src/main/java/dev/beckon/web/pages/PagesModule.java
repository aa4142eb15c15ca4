package dev.beckon.web.pages;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Of the role {@code web}: the client's pages. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PagesProperties.class)
public class PagesModule {

    private static final Duration FOR_EVER = Duration.ofDays(365);

    @Bean
    PagesHttp clientPages(ResourcePatternResolver resources, PagesProperties properties) {
        return new PagesHttp(resources, PagesHttp.CLIENT, properties.development());
    }

    /** Before the operations, which may have the same address. */
    @Bean
    RouterFunction<ServerResponse> clientRoutes(PagesHttp pages) {
        return RouterFunctions.route(PagesHttp::isBrowsed, pages::page);
    }

    @Bean
    WebMvcConfigurer clientFiles(PagesHttp pages) {
        return new WebMvcConfigurer() {

            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler(PagesHttp.ASSETS + "**")
                        .addResourceLocations(PagesHttp.CLIENT + "assets/")
                        .setCacheControl(CacheControl.maxAge(FOR_EVER).cachePublic().immutable());
                for (var file : pages.files()) {
                    registry.addResourceHandler(file)
                            .addResourceLocations(PagesHttp.CLIENT)
                            .setCacheControl(CacheControl.noCache());
                }
            }
        };
    }

    /** Pages are for everybody; what they show is not, and they ask for it with a token. */
    @Bean
    @Order(0)
    SecurityFilterChain clientSecurity(HttpSecurity http, PagesHttp pages) throws Exception {
        return http.securityMatcher(pages::owns)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(
                        headers ->
                                headers.cacheControl(cache -> cache.disable())
                                        .referrerPolicy(
                                                policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                                        .addHeaderWriter(
                                                (request, response) ->
                                                        response.setHeader(
                                                                "Content-Security-Policy",
                                                                PagesHttp.policy(request))))
                .build();
    }

    /**
     * An address has a page and an answer for programs: caches must not take one for the other.
     * Outermost, for refusals too.
     */
    @Bean
    FilterRegistrationBean<OncePerRequestFilter> varies() {
        var filter = new FilterRegistrationBean<OncePerRequestFilter>(new Varies());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    private static final class Varies extends OncePerRequestFilter {

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return request.getRequestURI().startsWith(PagesHttp.ASSETS);
        }

        @Override
        protected void doFilterInternal(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
            chain.doFilter(request, response);
        }
    }
}
