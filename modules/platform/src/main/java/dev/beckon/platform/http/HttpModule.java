package dev.beckon.platform.http;

import dev.beckon.platform.json.Json;
import dev.beckon.platform.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.web.filter.FormContentFilter;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/**
 * What every HTTP operation has in common: strict JSON in, problem details out, a size limit, and a
 * document that says so.
 */
@Configuration(proxyBeanMethods = false)
@Import({ProblemsHttp.class, ErrorsHttp.class, NoOpHttp.class})
public class HttpModule {

    /** Those beside JSON are for the pages of the API's documentation, and for metrics. */
    private static final Set<Class<?>> OURS =
            Set.of(
                    JacksonJsonHttpMessageConverter.class,
                    StringHttpMessageConverter.class,
                    ByteArrayHttpMessageConverter.class);

    @Bean
    JsonMapper jsonMapper() {
        return Json.input()
                .rebuild()
                .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
                .build();
    }

    @Bean
    BodyHttp bodies() {
        return new BodyHttp();
    }

    /** Spring's own would read a form to its end, whatever its length and whoever sent it. */
    @Bean
    FormContentFilter noForms() {
        return new FormContentFilter() {
            @Override
            protected boolean shouldNotFilter(HttpServletRequest request) {
                return true;
            }
        };
    }

    /** Nothing here comes in parts, and to take them apart they would have to be stored. */
    @Bean
    MultipartResolver multipartResolver() {
        return new StandardServletMultipartResolver() {
            @Override
            public boolean isMultipart(HttpServletRequest request) {
                return false;
            }
        };
    }

    /** JSON in and out, whatever else some library on the class path could read or write. */
    @Bean
    WebMvcConfigurer jsonForEverybody() {
        return new WebMvcConfigurer() {

            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
                builder.configureMessageConvertersList(
                        all -> all.removeIf(one -> !OURS.contains(one.getClass())));
            }

            /** Whatever is accepted gets JSON: a 406 would come when the deed is done. */
            @Override
            public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
                negotiation
                        .ignoreAcceptHeader(true)
                        .defaultContentType(MediaType.APPLICATION_JSON, MediaType.ALL);
            }
        };
    }

    /** After Spring Boot, whose valve would have a say before this one. */
    @Bean
    @Order
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> errorsBeforeAnyOperation(
            JsonMapper json) {
        return factory ->
                factory.addContextCustomizers(
                        context ->
                                context.getParent()
                                        .getPipeline()
                                        .addValve(new ErrorsHttp.Valve(json)));
    }

    @Bean
    ApiDocument apiDocument() {
        return new ApiDocument();
    }

    @Bean
    ApiOperations apiOperations() {
        // It comes with the token.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
        return new ApiOperations();
    }

    @Bean
    ApiRecords apiRecords() {
        return new ApiRecords();
    }
}
