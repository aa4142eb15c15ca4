package dev.beckon.platform.http;

import dev.beckon.platform.json.Json;
import dev.beckon.platform.security.Caller;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.databind.json.JsonMapper;

/**
 * What every HTTP operation has in common: strict JSON in, problem details out, a size limit, and a
 * document that says so.
 */
@Configuration(proxyBeanMethods = false)
@Import(ProblemsHttp.class)
public class HttpModule {

    @Bean
    JsonMapper jsonMapper() {
        return Json.input()
                .rebuild()
                .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
                .build();
    }

    @Bean
    BodyLimitHttp bodyLimit() {
        return new BodyLimitHttp();
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
