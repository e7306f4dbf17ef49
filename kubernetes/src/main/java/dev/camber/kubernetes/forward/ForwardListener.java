package dev.camber.kubernetes.forward;

/** Hears how a forward goes; called from its threads. */
public interface ForwardListener {
  /** There is a tunnel to the pod. */
  void connected(ForwardTarget target);

  /** There is none, or it was lost; it will be tried again. */
  void disconnected(ForwardTarget target, String error);

  /** One connection could not be made, for instance because nobody listens in the pod. */
  void refused(ForwardTarget target, String error);
}
