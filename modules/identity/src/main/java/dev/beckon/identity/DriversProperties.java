package dev.beckon.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may drive.
 *
 * @param approval whether an administrator has to approve a driver's account
 */
@ConfigurationProperties("beckon.drivers")
record DriversProperties(@DefaultValue("on") boolean approval) {}
