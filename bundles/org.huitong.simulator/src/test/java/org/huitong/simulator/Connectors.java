// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.lang.reflect.Constructor;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.Connector;
import org.huitong.api.vault.Secrets;
import org.huitong.testkit.Wax;
import org.osgi.util.converter.Converters;

/** Connectors as Declarative Services would make them; their configuration types are nobody else's business. */
final class Connectors {
    private Connectors() {}

    static Connector of(Account account, InstantSource clock) {
        String platform = account.platform();
        try {
            Class<?> type = Class.forName(Account.PID + platform + "."
                    + platform.substring(0, 1).toUpperCase(Locale.ROOT) + platform.substring(1) + "Connector");
            Constructor<?> constructor = type.getConstructors()[0];
            Object[] arguments = new Object[constructor.getParameterCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = argument(constructor.getParameterTypes()[i], account, clock);
            }
            return (Connector) constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("there is no such connector: " + platform, e);
        }
    }

    private static Object argument(Class<?> wanted, Account account, InstantSource clock) {
        if (wanted == Map.class) {
            return Map.of("service.pid", account.pid());
        }
        if (wanted == Secrets.class) {
            return new Wax();
        }
        return wanted == Clock.class
                ? new Watch(clock)
                : Converters.standardConverter().convert(account.settings()).to(wanted);
    }

    private record Watch(InstantSource source) implements Clock {
        @Override
        public Instant instant() {
            return source.instant();
        }

        @Override
        public ZoneId zone() {
            return ZoneId.of("Asia/Shanghai");
        }
    }
}
