// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.connector.Connector;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The connectors that are there, by their accounts. Whoever needs one asks anew, so that none is held on to. */
@Component(service = Fetchers.class)
public final class Fetchers {
    private final Map<String, Connector> connectors = new ConcurrentHashMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addConnector(Connector connector, Map<String, Object> properties) {
        account(properties).ifPresent(name -> connectors.putIfAbsent(name, connector));
    }

    void removeConnector(Connector connector, Map<String, Object> properties) {
        account(properties).ifPresent(name -> connectors.remove(name, connector));
    }

    Optional<Connector> of(String platform, String account) {
        return Optional.ofNullable(connectors.get(platform + "~" + account));
    }

    private static Optional<String> account(Map<String, Object> properties) {
        String pid = String.valueOf(properties.get("service.pid"));
        int tilde = pid.indexOf('~');
        return properties.get("huitong.platform") instanceof String platform && tilde > 0
                ? Optional.of(platform + pid.substring(tilde))
                : Optional.empty();
    }
}
