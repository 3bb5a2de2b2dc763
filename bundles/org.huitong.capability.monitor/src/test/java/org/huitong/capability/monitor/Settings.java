// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import java.util.Map;
import org.osgi.util.converter.Converters;

/** The configuration as somebody writes it; what is not named is as delivered. */
public final class Settings {
    private Settings() {}

    public static MonitorConfig of(Map<String, ?> written) {
        return Converters.standardConverter().convert(written).to(MonitorConfig.class);
    }
}
