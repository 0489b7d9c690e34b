"""Groups of similar segments: which belong together, by which words, and how they lie on a map."""

from coding.clusters.store import FEWEST, ClusterResult, Clusters

__all__ = ["FEWEST", "ClusterResult", "Clusters"]
