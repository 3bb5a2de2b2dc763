// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.huitong.api.vault.Secrets;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the TLS ports on all addresses: one for people, and where it is set one for the platforms alone. Plain HTTP is
 * the HTTP service's own, which knows one address only: the loopback, unless it is told otherwise.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.huitong.web.listen")
@Designate(ocd = ListenConfig.class)
public final class Listening {
    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

    private final List<ServiceRegistration<ConnectorFactory>> open = new ArrayList<>();

    @Activate
    public Listening(BundleContext context, ListenConfig config, @Reference Secrets secrets)
            throws GeneralSecurityException, IOException {
        Certificate certificate = config.keystore().isBlank()
                ? Certificate.ownIn(Path.of(context.getProperty("huitong.keys")))
                : Certificate.given(Path.of(config.keystore()), secrets.open(config.keystorePassword()));
        int https = port(context, "huitong.https.port");
        if (https > 0) {
            open(context, server -> TlsDoor.forPeople(server, certificate, https), "https", https);
        }
        int callback = port(context, "huitong.callback.port");
        if (callback > 0) {
            open(context, server -> TlsDoor.forPlatforms(server, certificate, callback), "callback", callback);
        }
    }

    @Deactivate
    void close() {
        open.forEach(ServiceRegistration::unregister);
    }

    private void open(BundleContext context, ConnectorFactory factory, String door, int port) {
        ConnectorFactory opened = server -> {
            TlsDoor.forgetHeaders(server);
            return factory.createConnector(server);
        };
        open.add(context.registerService(ConnectorFactory.class, opened, null));
        LOG.info("A port is offered on all addresses: door={} port={}", door, port);
    }

    private static int port(BundleContext context, String property) {
        String value = context.getProperty(property);
        return value == null ? 0 : Integer.parseInt(value);
    }
}
