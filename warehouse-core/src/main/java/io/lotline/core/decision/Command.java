package io.lotline.core.decision;

/// The wish to change something. Constructors check the shape only.
public interface Command {}
