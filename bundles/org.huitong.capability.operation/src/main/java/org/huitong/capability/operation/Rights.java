// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.operation;

import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/** The services behind these resources, which may be away. */
final class Rights {
    static final LocalText INSTALLER = LocalText.of("安装服务", "installer");
    static final LocalText READERS = LocalText.of("读者服务", "reader board");
    static final LocalText LETTERS = LocalText.of("死信服务", "dead letter office");
    static final LocalText CONNECTORS = LocalText.of("连接器状态", "connector board");

    static final LocalText CONNECTIONS = LocalText.of("连接设置", "desk for connecting accounts");

    private Rights() {}

    /** For a service that is not there (yet): the hub starts, or was built without it. */
    static <T> T present(T service, LocalText what) {
        if (service == null) {
            throw new Problem(
                    503,
                    "not-there",
                    LocalText.of(
                            what.zh() + "还没有就绪，请稍后再试。", "The " + what.en() + " is not up. Try again in a moment."));
        }
        return service;
    }
}
