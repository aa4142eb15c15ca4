package dev.beckon.app;

import dev.beckon.platform.PlatformModule;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The application: one jar, whose {@code --roles} say what a process is. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({PlatformModule.class, RoleSelector.class})
public class App {

    public static void main(String[] arguments) {
        SpringApplication.run(App.class, arguments);
    }
}
