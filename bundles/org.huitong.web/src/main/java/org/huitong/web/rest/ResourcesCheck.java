// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import java.util.List;
import java.util.stream.Collectors;
import org.huitong.api.operation.Check;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether every REST resource that was looked at can be served. */
@Component(service = Check.class)
public final class ResourcesCheck implements Check {
    private final RestRoot root;

    @Activate
    public ResourcesCheck(@Reference RestRoot root) {
        this.root = root;
    }

    @Override
    public String name() {
        return "resources";
    }

    @Override
    public Result result() {
        List<LocalText> objections = root.objections();
        return objections.isEmpty()
                ? Result.up("Every resource is served.")
                : Result.degraded(
                        objections.stream().map(o -> o.en() + " " + o.zh()).collect(Collectors.joining(" "))
                                + " Remove the bundle, or ask its developer for another one. 请移除该扩展，或请其开发者更正。");
    }
}
