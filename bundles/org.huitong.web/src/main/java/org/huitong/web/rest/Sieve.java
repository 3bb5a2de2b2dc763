// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.web.Bounded;

/** Holds back, once for all resources, what none of them could use. */
final class Sieve implements ContainerRequestFilter {
    /** Enough for a name and a password. */
    static final int MOST_OF_A_STRANGER = 8 * 1024;

    @Override
    public void filter(ContainerRequestContext request) {
        refuseControls(request.getUriInfo().getPathParameters());
        refuseControls(request.getUriInfo().getQueryParameters());
        if (request.getSecurityContext().getUserPrincipal() == null) {
            request.setEntityStream(new Bounded(
                    request.getEntityStream(),
                    MOST_OF_A_STRANGER,
                    LocalText.of(
                            "未登录者最多发送 " + MOST_OF_A_STRANGER + " 字节。",
                            "Who is not logged in may send " + MOST_OF_A_STRANGER + " bytes.")));
        }
        if (request.getMediaType() == null && !request.hasEntity()) {
            // Without a type Jersey asks nobody to read, and hands the resource null.
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
    }

    /** No database keeps all of them, nothing is named so, and a log would break its lines at them. */
    private static void refuseControls(Map<String, List<String>> parameters) {
        parameters
                .values()
                .forEach(values -> values.forEach(value -> {
                    if (value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                        throw Problem.badRequest(
                                "地址中含有控制字符，请去掉。", "The address holds a control character; leave it out.");
                    }
                }));
    }
}
