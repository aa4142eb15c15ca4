package dev.beckon.web.pages;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What pages say of the application.
 *
 * @param development whether this is no installation that anybody relies on
 */
@ConfigurationProperties("beckon")
record PagesProperties(@DefaultValue("false") boolean development) {}
