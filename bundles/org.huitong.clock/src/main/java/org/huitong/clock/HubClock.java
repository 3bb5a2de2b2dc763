// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import org.huitong.api.clock.Clock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hub's clock. It waits for nobody, so that store and vault may begin with it. */
@Component(service = Clock.class, configurationPid = "org.huitong.clock")
@Designate(ocd = ClockConfig.class)
public final class HubClock implements Clock {
    private static final Logger LOG = LoggerFactory.getLogger(HubClock.class);
    private static final ZoneId USUAL = ZoneId.of("Asia/Shanghai");

    private final InstantSource moment = Moment.source();
    private volatile ZoneId zone = USUAL;

    @Activate
    public HubClock(ClockConfig config) {
        set(config);
    }

    /** Whoever has asked for the zone before goes on with the old one until asking again. */
    @Modified
    void set(ClockConfig config) {
        try {
            zone = ZoneId.of(config.zone());
        } catch (DateTimeException e) {
            LOG.error("There is no such zone, so {} stays in force, zone={}", zone, config.zone());
        }
    }

    @Override
    public Instant instant() {
        return moment.instant();
    }

    @Override
    public ZoneId zone() {
        return zone;
    }
}
