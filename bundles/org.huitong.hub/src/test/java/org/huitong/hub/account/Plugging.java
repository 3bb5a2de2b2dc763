// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.account;

import java.util.Map;
import org.huitong.api.connector.Connector;

/** Does by hand what the component runtime does with connectors. */
public final class Plugging {
    private Plugging() {}

    public static void add(AccountBook book, Connector connector, Map<String, Object> properties) {
        book.addConnector(connector, properties);
    }

    public static void remove(AccountBook book, Connector connector, Map<String, Object> properties) {
        book.removeConnector(connector, properties);
    }
}
