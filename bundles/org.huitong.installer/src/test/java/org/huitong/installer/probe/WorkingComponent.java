// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.probe;

/** A component without any trouble. */
public final class WorkingComponent {}
