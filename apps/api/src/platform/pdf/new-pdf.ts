/** An empty paper. The library is read in with the first one: few processes ever draw one, and all start sooner. */
export async function newPdf(options: PDFKit.PDFDocumentOptions): Promise<PDFKit.PDFDocument> {
  const { default: Pdf } = await import('pdfkit');
  return new Pdf(options);
}
