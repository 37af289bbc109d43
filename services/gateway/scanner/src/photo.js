// A photo that was chosen, read on the phone itself: from near, from far, and large.
const SIDES_PX = [1000, 600, 1600];

function drawn(image, side) {
  const scale = Math.min(1, side / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return context;
}

// Returns what the QR on the photo says, or null: then the server may look harder.
export async function readPhoto(file, engine) {
  if (!window.createImageBitmap) { return null; }
  try {
    const image = await window.createImageBitmap(file);
    for (const side of SIDES_PX) {
      const text = await engine.look(drawn(image, side), true);
      if (text !== null) { return text; }
    }
  } catch (error) {
    return null; // not a picture for this browser; the server knows more kinds
  }
  return null;
}
