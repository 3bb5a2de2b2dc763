// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.disk;

import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/** Where things lie, as the launcher says. */
public record Home(Path data, Path conf, Path deploy, Path features, Path system) {
    public static Home of(BundleContext context) {
        Path home = Path.of(said(context, "huitong.home")).toAbsolutePath().normalize();
        return new Home(
                Path.of(said(context, "huitong.data")).toAbsolutePath().normalize(),
                folder(context, home, "conf"),
                folder(context, home, "deploy"),
                folder(context, home, "features"),
                folder(context, home, "system"));
    }

    private static String said(BundleContext context, String property) {
        String value = context.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("the framework property " + property + " is not set");
        }
        return value;
    }

    private static Path folder(BundleContext context, Path home, String name) {
        String value = context.getProperty("huitong." + name);
        return (value == null ? home.resolve(name) : Path.of(value))
                .toAbsolutePath()
                .normalize();
    }
}
