"""TEI P5: parallel segmentation and double end-point attachment."""
