// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Opens plain HTTP, on the loopback unless it is told otherwise. Apart from the TLS ports: it needs no keys, and where
 * the vault is shut this is the door by which {@code /health} says so.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.huitong.web.listen")
public final class PlainListening {
    private final Ports ports;

    @Activate
    public PlainListening(BundleContext context, ListenConfig config, @Reference PortsCheck check) {
        Proxies proxies = Proxies.at(config.trustedProxies());
        String bind = context.getProperty("huitong.http.bind");
        int port = Ports.number(context, "http");
        ports = new Ports(
                        context,
                        check,
                        new Ports.Door("http", port, server -> PlainDoor.forPeople(server, bind, port, proxies)))
                .open();
    }

    @Deactivate
    void close() {
        ports.close();
    }
}
