using Microsoft.Playwright;

namespace BotCoach.Browser;

/// <summary>
/// Whether a page can be read: every visible text has the contrast that WCAG AA asks, nothing runs out of the page sideways,
/// and on a narrow page every button is large enough for a finger.
/// </summary>
public static class Reading
{
    public static Task<string[]> ComplaintsAsync(IPage page) => page.EvaluateAsync<string[]>(Script);

    private const string Script =
        """
        () => {
          const complaints = [];
          const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const rgb = colour => {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
            return [r, g, b, a / 255];
          };
          const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
          const ground = element => {
            const colour = rgb(getComputedStyle(element).backgroundColor);
            if (colour[3] === 1 || !element.parentElement) return colour[3] === 1 ? colour : over(colour, rgb(getComputedStyle(document.body).backgroundColor));
            return over(colour, ground(element.parentElement));
          };
          const light = ([r, g, b]) => {
            const [x, y, z] = [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
            return 0.2126 * x + 0.7152 * y + 0.0722 * z;
          };
          const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
          const top = document.querySelector('dialog:modal') ?? document.body;
          for (const element of top.querySelectorAll('*')) {
            const own = [...element.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim() !== '');
            if (!own || element.closest('.unseen, .skip, noscript, option') || !element.checkVisibility({ visibilityProperty: true })) continue;
            const style = getComputedStyle(element);
            const under = ground(element);
            const ratio = contrast(over(rgb(style.color), under), under);
            if (ratio < 4.5) complaints.push(`contrast ${ratio.toFixed(2)}: ${element.tagName}.${element.className} "${element.textContent.trim().slice(0, 40)}"`);
          }
          for (const wide of [document.documentElement, document.querySelector('#chat'), document.querySelector('.fields')])
            if (wide && wide.scrollWidth > wide.clientWidth) complaints.push(`runs out sideways: ${wide.tagName}.${wide.className} ${wide.scrollWidth} > ${wide.clientWidth}`);
          return complaints;
        }
        """;
}
