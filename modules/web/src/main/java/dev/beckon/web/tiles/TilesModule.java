package dev.beckon.web.tiles;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/** Of the role {@code web}: the map's tiles, in ranges of one file. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TilesProperties.class)
public class TilesModule {

    private static final String TILES = "/tiles/map.pmtiles";

    @Bean
    WebMvcConfigurer tiles(TilesProperties properties) {
        var file = properties.file();
        var tiles = file == null ? null : new FileSystemResource(file);
        return new WebMvcConfigurer() {

            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler(TILES)
                        .setCacheControl(CacheControl.noCache())
                        .setEtagGenerator(TilesModule::tag)
                        .resourceChain(false)
                        .addResolver(new OneFile(tiles));
            }
        };
    }

    /** Another file is told by its size or its time. */
    private static String tag(Resource tiles) {
        try {
            return "\"%x-%x\"".formatted(tiles.contentLength(), tiles.lastModified());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whose streets they are is no secret. */
    @Bean
    @Order(1)
    SecurityFilterChain tilesSecurity(HttpSecurity http) throws Exception {
        return http.securityMatcher("/tiles/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.cacheControl(cache -> cache.disable()))
                .build();
    }

    /** Finds the same file whatever is asked for, if there is one. */
    private record OneFile(@Nullable Resource file) implements ResourceResolver {

        @Override
        public @Nullable Resource resolveResource(
                @Nullable HttpServletRequest request,
                String path,
                List<? extends Resource> locations,
                ResourceResolverChain chain) {
            return file;
        }

        @Override
        public @Nullable String resolveUrlPath(
                String path, List<? extends Resource> locations, ResourceResolverChain chain) {
            return null;
        }
    }
}
