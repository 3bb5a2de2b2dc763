// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.connect;

import java.io.IOException;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.hub.install.Settings;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The configurations of accounts in Config Admin, where the web console writes them as well. */
@Component(service = Entries.class)
public final class Entries {
    /** Any bundle may use a configuration, whoever made it. */
    private static final String ANYONE = "?";

    private final ConfigurationAdmin admin;

    @Activate
    public Entries(@Reference ConfigurationAdmin admin) {
        this.admin = admin;
    }

    Optional<Map<String, List<String>>> read(String pid) {
        Dictionary<String, Object> properties =
                find(pid).map(Configuration::getProperties).orElse(null);
        return properties == null ? Optional.empty() : Optional.of(Settings.of(properties));
    }

    void write(String pid, Map<String, List<String>> settings) throws IOException {
        int tilde = pid.indexOf('~');
        admin.getFactoryConfiguration(pid.substring(0, tilde), pid.substring(tilde + 1), ANYONE)
                .update(Settings.properties(settings));
    }

    private Optional<Configuration> find(String pid) {
        try {
            return Settings.find(admin, pid);
        } catch (IOException e) {
            throw new IllegalStateException("Config Admin cannot be asked for " + pid, e);
        }
    }
}
